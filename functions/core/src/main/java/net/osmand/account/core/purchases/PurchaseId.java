package net.osmand.account.core.purchases;

/** The id of a purchase: {@code fs:sub:…}, {@code fs:ord:…:…} or {@code osmand:…}. */
public record PurchaseId(String value) implements Comparable<PurchaseId> {
    /** Returns the id of a subscription, which includes all its renewals. */
    public static PurchaseId subscription(String subscriptionId) {
        return new PurchaseId("fs:sub:" + subscriptionId);
    }

    /** Returns the id of a one-time product of an order. */
    public static PurchaseId oneTime(String orderId, String skuOrPath) {
        return new PurchaseId("fs:ord:" + orderId + ":" + skuOrPath);
    }

    public static PurchaseId gift(String uuid) {
        return new PurchaseId("osmand:" + uuid);
    }

    /** Returns the id of a FastSpring subscription; empty for any other purchase. */
    public java.util.Optional<String> subscriptionId() {
        return value.startsWith("fs:sub:") ? java.util.Optional.of(value.substring(7)) : java.util.Optional.empty();
    }

    @Override
    public int compareTo(PurchaseId other) {
        return value.compareTo(other.value);
    }
}
