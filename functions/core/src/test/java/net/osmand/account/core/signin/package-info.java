/** Tests of accounts and devices. */
@NullMarked
package net.osmand.account.core.signin;

import org.jspecify.annotations.NullMarked;
