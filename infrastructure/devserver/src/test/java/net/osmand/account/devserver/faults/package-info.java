/** Functions of the template while AWS is silent, throttled or broken. */
@NullMarked
package net.osmand.account.devserver.faults;

import org.jspecify.annotations.NullMarked;
