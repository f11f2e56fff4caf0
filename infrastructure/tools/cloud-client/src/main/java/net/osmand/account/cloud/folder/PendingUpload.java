package net.osmand.account.cloud.folder;

import net.osmand.account.cloud.api.FileKey;

/**
 * A large upload that may not be finished.
 *
 * @param id at the server
 * @param sha256 of the uncompressed content
 * @param size of the gzip
 */
public record PendingUpload(FileKey key, String id, String sha256, long size) {}
