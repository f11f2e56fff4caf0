/** The user pool's contract, and the emulator measured by it. */
@NullMarked
package net.osmand.account.emulators.cognito;

import org.jspecify.annotations.NullMarked;
