/** The part of the public HTTP API that the client uses. */
@NullMarked
package net.osmand.account.cloud.api;

import org.jspecify.annotations.NullMarked;
