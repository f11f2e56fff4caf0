/** Functions in JVMs of their own. */
@NullMarked
package net.osmand.account.local.process;

import org.jspecify.annotations.NullMarked;
