/** Functions in their own JVMs. */
@NullMarked
package net.osmand.account.devserver.process;

import org.jspecify.annotations.NullMarked;
