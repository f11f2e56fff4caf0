package net.osmand.account.cloud.folder;

import net.osmand.account.cloud.api.FileKey;

/**
 * A large upload that may not be finished.
 *
 * @param id the server's id of the upload
 * @param sha256 hash of the uncompressed content
 * @param size bytes of the gzip
 */
public record PendingUpload(FileKey key, String id, String sha256, long size) {}
