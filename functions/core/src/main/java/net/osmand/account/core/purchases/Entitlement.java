package net.osmand.account.core.purchases;

/**
 * Until when a purchase grants what; {@link #NEVER} where it does not, {@link #FOREVER} for a lifetime. It does not depend on
 * the moment: it is kept at the account, so that a plan ends by itself when its moment passes.
 *
 * @param orderId by which an app asks for it
 */
public record Entitlement(String orderId, long proUntil, long mapsPlusUntil) {
    public static final long NEVER = 0;
    public static final long FOREVER = Long.MAX_VALUE;

    public boolean isNothing() {
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
