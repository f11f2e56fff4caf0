/** In-memory accounts and sessions, and tests of authentication, plans and usage. */
@NullMarked
package net.osmand.account.core.account;

import org.jspecify.annotations.NullMarked;
