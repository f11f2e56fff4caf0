/** Handlers of uploads that go directly to S3, and of the queue that checks them. */
@NullMarked
package net.osmand.account.functions.uploads;

import org.jspecify.annotations.NullMarked;
