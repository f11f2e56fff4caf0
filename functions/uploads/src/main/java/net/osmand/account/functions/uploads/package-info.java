/** Handlers of uploads that go straight to S3, and of the queue in which they are checked. */
@NullMarked
package net.osmand.account.functions.uploads;

import org.jspecify.annotations.NullMarked;
