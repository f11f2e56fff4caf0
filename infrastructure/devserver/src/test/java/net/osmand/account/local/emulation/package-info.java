@NullMarked
package net.osmand.account.local.emulation;

import org.jspecify.annotations.NullMarked;
