package net.osmand.account.core.files;

import net.osmand.account.core.values.FileKey;

/**
 * A file in the trash. A file has at most one entry, for its newest deletion.
 *
 * @param deletedAt update time of the deletion marker, epoch milliseconds
 * @param until when the file leaves the trash, epoch milliseconds
 * @param author brand and model of the device that deleted the file; empty if unknown
 */
public record TrashEntry(FileKey key, long deletedAt, long until, String author) {}
