package net.osmand.account.core.values;

/** A random positive 31-bit number, because the apps read it as a signed 32-bit integer. */
public record AccountId(int value) {
    public AccountId {
        if (value <= 0) {
            throw new IllegalArgumentException("account ids are positive");
        }
    }
}
