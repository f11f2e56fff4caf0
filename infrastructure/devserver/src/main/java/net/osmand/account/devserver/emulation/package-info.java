/** Starts the emulators and creates the template's resources in them. */
@NullMarked
package net.osmand.account.devserver.emulation;

import org.jspecify.annotations.NullMarked;
