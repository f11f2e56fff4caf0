/** Tests of accounts and devices. */
@NullMarked
package net.osmand.account.identity;

import org.jspecify.annotations.NullMarked;
