package net.osmand.account.core.account;

import net.osmand.account.core.values.DeviceId;

/**
 * An app on a phone that signed in, or the portal. Texts that the app did not send are empty.
 *
 * @param nativeId the opaque id that the app generated
 * @param tokenHash SHA-256 of the access token, hex; empty for the portal
 * @param registeredAt epoch milliseconds
 * @param lastUsedAt epoch milliseconds, precise to the day
 * @param access {@link Access#devices()} when its code was checked
 */
public record Device(
        DeviceId id,
        String nativeId,
        String tokenHash,
        String brand,
        String model,
        String language,
        long registeredAt,
        long lastUsedAt,
        long access) {
    /** Separates brand and model in a label. */
    public static final String LABEL_JOINT = "__model__";

    /** Creates a device with the access number of {@link Access#INITIAL}. */
    public Device(
            DeviceId id,
            String nativeId,
            String tokenHash,
            String brand,
            String model,
            String language,
            long registeredAt,
            long lastUsedAt) {
        this(id, nativeId, tokenHash, brand, model, language, registeredAt, lastUsedAt, Access.INITIAL.devices());
    }

    /**
     * Creates the device that represents the portal. It has sessions instead of a token
     * (docs/protocol/portal.md#session).
     */
    public static Device web(DeviceId id, String language, long registeredAt) {
        return new Device(id, "web", "", "OsmAnd", "Web", language, registeredAt, registeredAt);
    }

    /**
     * Brand and model as list-files joins them (docs/protocol/portal-files.md#list-files-on-the-web); empty if neither
     * is known. Android sends the brand as the first word of the model. A non-empty label always has a non-empty brand,
     * because clients show a blank between the two.
     */
    public String label() {
        if (!brand.isEmpty()) {
            return brand + LABEL_JOINT + model;
        }
        var blank = model.indexOf(' ');
        return blank > 0
                ? model.substring(0, blank)
                        + LABEL_JOINT
                        + model.substring(blank + 1).strip()
                : model.isEmpty() ? "" : model + LABEL_JOINT;
    }

    public boolean isWeb() {
        return tokenHash.isEmpty();
    }

    /**
     * Returns whether a new sign-in with this native id and model replaces this device
     * (docs/protocol/mobile.md#register-a-device).
     */
    public boolean isSameHardware(String otherNativeId, String otherModel) {
        return !isWeb()
                && !otherNativeId.isEmpty()
                && !otherModel.isEmpty()
                && nativeId.equals(otherNativeId)
                && model.equals(otherModel);
    }
}
