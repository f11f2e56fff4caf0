/** Functions of the template whose AWS is silent, throttled or broken. */
@NullMarked
package net.osmand.account.local.faults;

import org.jspecify.annotations.NullMarked;
