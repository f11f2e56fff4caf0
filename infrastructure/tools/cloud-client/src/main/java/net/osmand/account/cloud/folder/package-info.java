/** The local folder: file names, the scan, the stored state and the local trash. */
@NullMarked
package net.osmand.account.cloud.folder;

import org.jspecify.annotations.NullMarked;
