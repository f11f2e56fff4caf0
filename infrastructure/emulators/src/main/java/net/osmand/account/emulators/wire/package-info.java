/** AWS's wire protocols over loopback HTTP. */
@NullMarked
package net.osmand.account.emulators.wire;

import org.jspecify.annotations.NullMarked;
