/** Reads OSF and ZIP archives. */
@NullMarked
package net.osmand.account.cloud.archive;

import org.jspecify.annotations.NullMarked;
