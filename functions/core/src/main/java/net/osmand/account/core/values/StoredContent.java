package net.osmand.account.core.values;

/**
 * Where a version's gzip lies.
 *
 * @param objectKey random and immutable
 * @param objectVersion S3's version id: objects are always read by it, live or trashed
 */
public record StoredContent(String objectKey, String objectVersion) {}
