package net.osmand.account.cloud.api;

/**
 * One row of the cloud: a version or a deletion marker. Times are epoch milliseconds, sizes bytes.
 *
 * @param time when the server stored it
 * @param clientTime the file's own time
 * @param size the uncompressed size
 * @param live false for a deletion marker
 * @param deviceId the device that wrote it
 * @param device the name of that device, empty if unknown
 */
public record RemoteFile(
        FileKey key, long time, long clientTime, long size, boolean live, long deviceId, String device) {}
