/**
 * A reverse proxy. It sends an account's requests to the API, large files directly to S3, and other requests to another
 * host.
 */
@NullMarked
package net.osmand.account.relay;

import org.jspecify.annotations.NullMarked;
