/** The emulators, and what the template asks them to hold. */
@NullMarked
package net.osmand.account.devserver.emulation;

import org.jspecify.annotations.NullMarked;
