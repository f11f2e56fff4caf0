/** Accounts, their devices and sessions, and how much they may store. */
@NullMarked
package net.osmand.account.core.account;

import org.jspecify.annotations.NullMarked;
