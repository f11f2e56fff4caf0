package net.osmand.account.core.values;

/**
 * The S3 object with the gzip of a version.
 *
 * @param objectKey random and immutable
 * @param objectVersion S3's version id; objects are always read by it, whether live or in the trash
 */
public record StoredContent(String objectKey, String objectVersion) {}
