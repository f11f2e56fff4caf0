/** The refusals that the protocol knows, and the deadline of an invocation. */
@NullMarked
package net.osmand.account.problem;

import org.jspecify.annotations.NullMarked;
