/** Tests. */
@NullMarked
package net.osmand.account.cloud.sync;

import org.jspecify.annotations.NullMarked;
