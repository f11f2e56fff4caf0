/** An in-memory fake of the server's API, and helpers for folders. */
@NullMarked
package net.osmand.account.cloud.fake;

import org.jspecify.annotations.NullMarked;
