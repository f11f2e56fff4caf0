package net.osmand.account.core.exports;

/**
 * An archive on its way into the store.
 *
 * @param objectKey where it will lie
 * @param id S3's own
 */
public record MultipartUpload(String objectKey, String id) {}
