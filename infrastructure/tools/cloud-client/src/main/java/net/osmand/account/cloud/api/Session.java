package net.osmand.account.cloud.api;

import java.net.URI;

/**
 * A signed-in device.
 *
 * @param userId the account
 * @param deviceId the server's number of the device
 * @param device the device's name
 */
public record Session(URI server, String email, long userId, long deviceId, String token, String device) {
    @Override
    public String toString() {
        return "device %d of account %d at %s".formatted(deviceId, userId, server);
    }
}
