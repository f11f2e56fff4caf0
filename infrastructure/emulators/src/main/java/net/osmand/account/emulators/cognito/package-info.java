/** A user pool that the unchanged SDK talks to. */
@NullMarked
package net.osmand.account.emulators.cognito;

import org.jspecify.annotations.NullMarked;
