package net.osmand.account.core.values;

/** The cloud device id that device-register returns: a random positive 31-bit number, unique within its account. */
public record DeviceId(int value) {
    public DeviceId {
        if (value <= 0) {
            throw new IllegalArgumentException("device ids are positive");
        }
    }
}
