/** Runs the template's handlers in this JVM. */
@NullMarked
package net.osmand.account.devserver.runtime;

import org.jspecify.annotations.NullMarked;
