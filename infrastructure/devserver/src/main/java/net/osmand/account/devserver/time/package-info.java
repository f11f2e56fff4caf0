/** The local clock and everything that it triggers. */
@NullMarked
package net.osmand.account.devserver.time;

import org.jspecify.annotations.NullMarked;
