/** Handlers of devices and sessions, one function for each route. */
@NullMarked
package net.osmand.account.functions.account;

import org.jspecify.annotations.NullMarked;
