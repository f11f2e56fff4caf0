/** SDK clients, the listener of their calls, and the environment of a function. */
@NullMarked
package net.osmand.account.aws;

import org.jspecify.annotations.NullMarked;
