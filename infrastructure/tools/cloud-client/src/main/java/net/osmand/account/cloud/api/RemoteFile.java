package net.osmand.account.cloud.api;

/**
 * A row of the cloud: a version or a deletion marker. Times are in epoch milliseconds, sizes in bytes.
 *
 * @param time the server's time of the version
 * @param clientTime the file's modification time
 * @param size the uncompressed size
 * @param live false for a deletion marker
 * @param deviceId the device that wrote the version
 * @param device the name of that device, empty if unknown
 */
public record RemoteFile(
        FileKey key, long time, long clientTime, long size, boolean live, long deviceId, String device) {}
