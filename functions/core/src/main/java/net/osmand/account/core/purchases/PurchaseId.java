package net.osmand.account.core.purchases;

/** Names a purchase: {@code fs:sub:…}, {@code fs:ord:…:…} or {@code osmand:…}. */
public record PurchaseId(String value) implements Comparable<PurchaseId> {
    /** A subscription with all its renewals. */
    public static PurchaseId subscription(String subscriptionId) {
        return new PurchaseId("fs:sub:" + subscriptionId);
    }

    /** A one-time product of an order. */
    public static PurchaseId oneTime(String orderId, String skuOrPath) {
        return new PurchaseId("fs:ord:" + orderId + ":" + skuOrPath);
    }

    public static PurchaseId gift(String uuid) {
        return new PurchaseId("osmand:" + uuid);
    }

    /** A FastSpring subscription's own id; empty for anything else. */
    public java.util.Optional<String> subscriptionId() {
        return value.startsWith("fs:sub:") ? java.util.Optional.of(value.substring(7)) : java.util.Optional.empty();
    }

    @Override
    public int compareTo(PurchaseId other) {
        return value.compareTo(other.value);
    }
}
