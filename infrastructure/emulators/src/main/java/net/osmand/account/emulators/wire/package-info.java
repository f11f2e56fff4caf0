/** AWS's wire protocols over HTTP on the loopback address. */
@NullMarked
package net.osmand.account.emulators.wire;

import org.jspecify.annotations.NullMarked;
