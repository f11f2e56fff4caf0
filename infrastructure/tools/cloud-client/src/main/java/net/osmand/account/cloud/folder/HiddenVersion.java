package net.osmand.account.cloud.folder;

import net.osmand.account.cloud.api.FileKey;

/**
 * A version of another device that a change of this client replaced unknowingly. It is kept as a copy.
 *
 * @param device the device that wrote the version
 */
public record HiddenVersion(FileKey key, long time, String device, long clientTime, long size) {}
