/** Functions in JVMs of their own. */
@NullMarked
package net.osmand.account.devserver.process;

import org.jspecify.annotations.NullMarked;
