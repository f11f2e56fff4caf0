package net.osmand.account.core.files;

import net.osmand.account.core.values.FileKey;

/**
 * A file in the trash. A file has at most one entry: its newest deletion.
 *
 * @param deletedAt update time of the deletion marker, epoch milliseconds
 * @param until when it leaves the trash, epoch milliseconds
 * @param author brand and model of the device that deleted it; empty if unknown
 */
public record TrashEntry(FileKey key, long deletedAt, long until, String author) {}
