/** Functions in JVMs of their own, from their jars, under Lambda's own runtime client. */
@NullMarked
package net.osmand.account.devserver.process;

import org.jspecify.annotations.NullMarked;
