/** Tests of what the handlers read from a request. */
@NullMarked
package net.osmand.account.functions.auth;

import org.jspecify.annotations.NullMarked;
