/** Renames, moves and deletes files and folders, and stores the appearance of tracks. Uses files and values. */
@NullMarked
package net.osmand.account.core.folders;

import org.jspecify.annotations.NullMarked;
