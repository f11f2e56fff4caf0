package net.osmand.account.core.files;

import net.osmand.account.core.values.FileKey;

/**
 * A file with too many rows for one transaction. All rows up to a time are hidden from readers until a job has removed
 * them.
 *
 * @param until update time, epoch milliseconds; newer rows belong to a new history of the file
 */
public record Purge(FileKey key, long until) {}
