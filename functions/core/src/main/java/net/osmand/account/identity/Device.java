package net.osmand.account.identity;

/**
 * An app on a phone that signed in. Texts that the app did not send are empty.
 *
 * @param nativeId the opaque id that the app invented
 * @param tokenHash SHA-256 of the access token, hex
 * @param registeredAt epoch milliseconds
 */
public record Device(
        DeviceId id,
        String nativeId,
        String tokenHash,
        String brand,
        String model,
        String language,
        long registeredAt) {

    /** Whether a new sign-in of this native id and model replaces this device (mobile-userdata.md 4.3). */
    public boolean isSameHardware(String otherNativeId, String otherModel) {
        return !otherNativeId.isEmpty()
                && !otherModel.isEmpty()
                && nativeId.equals(otherNativeId)
                && model.equals(otherModel);
    }
}
