/** The refusals that the protocol knows. */
@NullMarked
package net.osmand.account.problem;

import org.jspecify.annotations.NullMarked;
