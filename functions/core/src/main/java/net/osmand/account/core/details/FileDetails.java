package net.osmand.account.core.details;

import net.osmand.account.core.values.FileKey;

/**
 * Details of one version of a file.
 *
 * @param version update time of the version
 * @param json JSON object of docs/protocol/portal-files.md#details-of-a-row, at most {@link #LARGEST} bytes
 */
public record FileDetails(FileKey key, long version, String json) {
    /** Maximum size in bytes. A list of 10,000 files must fit into one response. */
    public static final int LARGEST = 2_000;
}
