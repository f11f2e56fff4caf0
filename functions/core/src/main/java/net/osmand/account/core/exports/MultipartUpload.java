package net.osmand.account.core.exports;

/**
 * The multipart upload of an archive.
 *
 * @param objectKey key of the archive
 * @param id upload id from S3
 */
public record MultipartUpload(String objectKey, String id) {}
