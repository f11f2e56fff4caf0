package net.osmand.account.core.files;

import net.osmand.account.core.values.FileKey;

/**
 * A file whose rows are too many for one transaction. Every row up to a time is gone for all readers; a job removes them.
 *
 * @param until update time, epoch milliseconds; newer rows are another history of the file
 */
public record Purge(FileKey key, long until) {}
