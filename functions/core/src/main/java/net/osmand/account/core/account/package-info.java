/** What an account may store. */
@NullMarked
package net.osmand.account.core.account;

import org.jspecify.annotations.NullMarked;
