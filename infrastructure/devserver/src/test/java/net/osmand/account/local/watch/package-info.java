@NullMarked
package net.osmand.account.local.watch;

import org.jspecify.annotations.NullMarked;
