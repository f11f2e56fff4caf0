/** Tests the relay with simulations of the API, S3 and the other host. */
@NullMarked
package net.osmand.account.relay;

import org.jspecify.annotations.NullMarked;
