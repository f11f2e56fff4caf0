package net.osmand.account.cloud.folder;

import net.osmand.account.cloud.api.FileKey;

/**
 * A version of another device that this client's change has hidden without knowing it. It is kept as a copy.
 *
 * @param device that wrote it
 */
public record HiddenVersion(FileKey key, long time, String device, long clientTime, long size) {}
