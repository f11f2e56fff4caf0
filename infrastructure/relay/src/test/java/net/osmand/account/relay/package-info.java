/** Tests of the relay against a stand-in of the API, of S3 and of the other host. */
@NullMarked
package net.osmand.account.relay;

import org.jspecify.annotations.NullMarked;
