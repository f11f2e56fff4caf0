@NullMarked
package net.osmand.account.devserver.watch;

import org.jspecify.annotations.NullMarked;
