package net.osmand.account.archive;

/**
 * An archive on its way into the store.
 *
 * @param objectKey where it will lie
 * @param id S3's own
 */
public record Upload(String objectKey, String id) {}
