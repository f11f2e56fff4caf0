/** The refusals that the protocol knows, and the deadline of an invocation. */
@NullMarked
package net.osmand.account.core.values;

import org.jspecify.annotations.NullMarked;
