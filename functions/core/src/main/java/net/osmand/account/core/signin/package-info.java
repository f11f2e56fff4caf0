/** Accounts, their devices and their deletion. */
@NullMarked
package net.osmand.account.core.signin;

import org.jspecify.annotations.NullMarked;
