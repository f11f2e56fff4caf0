@NullMarked
package net.osmand.account.devserver.emulation;

import org.jspecify.annotations.NullMarked;
