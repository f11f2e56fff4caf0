/** Tests. */
@NullMarked
package net.osmand.account.cloud.folder;

import org.jspecify.annotations.NullMarked;
