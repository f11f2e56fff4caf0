/** The Lambda edge: event in, response out, errors in the protocol's shape, one log line a request. */
@NullMarked
package net.osmand.account.lambda;

import org.jspecify.annotations.NullMarked;
