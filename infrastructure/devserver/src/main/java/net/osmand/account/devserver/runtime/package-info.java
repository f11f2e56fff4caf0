/** Runs the handlers of the template in this JVM. */
@NullMarked
package net.osmand.account.devserver.runtime;

import org.jspecify.annotations.NullMarked;
