/** Tests. */
@NullMarked
package net.osmand.account.cloud.archive;

import org.jspecify.annotations.NullMarked;
