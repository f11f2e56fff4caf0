/** The local clock and what falls due when it is moved. */
@NullMarked
package net.osmand.account.devserver.time;

import org.jspecify.annotations.NullMarked;
