/** Uploads that go straight to S3: begun, resumed, completed, checked, abandoned. */
@NullMarked
package net.osmand.account.core.uploads;

import org.jspecify.annotations.NullMarked;
