/** The contract of a user pool, and its implementation by the emulator. */
@NullMarked
package net.osmand.account.emulators.cognito;

import org.jspecify.annotations.NullMarked;
