@NullMarked
package net.osmand.account.local.faults;

import org.jspecify.annotations.NullMarked;
