@NullMarked
package net.osmand.account.functions.events;

import org.jspecify.annotations.NullMarked;
