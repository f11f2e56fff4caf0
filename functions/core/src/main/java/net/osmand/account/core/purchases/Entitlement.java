package net.osmand.account.core.purchases;

/**
 * The plans that a purchase grants, each with its end in epoch milliseconds: {@link #NEVER} if it is not granted,
 * {@link #FOREVER} for a lifetime. It does not depend on the current time. It is stored with the account, so a plan
 * ends without a write.
 *
 * @param orderId the order id by which an app requests the purchase
 */
public record Entitlement(String orderId, long proUntil, long mapsPlusUntil) {
    public static final long NEVER = 0;
    public static final long FOREVER = Long.MAX_VALUE;

    public boolean isEmpty() {
        return proUntil == NEVER && mapsPlusUntil == NEVER;
    }

    public long until(Tier tier) {
        return switch (tier) {
            case PRO -> proUntil;
            case MAPS_PLUS -> mapsPlusUntil;
            case START -> NEVER;
        };
    }
}
