/** Accounts, their devices and their deletion. */
@NullMarked
package net.osmand.account.identity;

import org.jspecify.annotations.NullMarked;
