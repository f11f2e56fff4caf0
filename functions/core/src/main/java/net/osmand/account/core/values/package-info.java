/** Values that all packages share, the errors of the protocol, and the deadline of an invocation. */
@NullMarked
package net.osmand.account.core.values;

import org.jspecify.annotations.NullMarked;
