package net.osmand.account.functions.account;

import java.util.List;
import net.osmand.account.identity.Account;
import net.osmand.account.plan.Plan;

/** One active subscription as the apps read it: every value a string (mobile-userdata.md section 10). */
record SubscriptionView(
        String sku, String platform, String valid, String state, String start_time, String expire_time) {
    /** Far enough for a plan without end: 2100-01-01, epoch milliseconds. */
    private static final String NO_END = "4102444800000";

    /** The gift that an operator gives every account of a stack by {@code DefaultPlan}. */
    private static final String SELF_HOSTED = "promo_self_hosted";

    /** What an order id alone resolves to. */
    static List<SubscriptionView> ofOrder(String orderId, boolean proForAll) {
        return proForAll && orderId.equals(SELF_HOSTED)
                ? List.of(new SubscriptionView(SELF_HOSTED, "other", "true", "active", "0", NO_END))
                : List.of();
    }

    /** What grants the account Pro; empty on every other plan. */
    static List<SubscriptionView> of(Account account) {
        return account.plan() != Plan.PRO
                ? List.of()
                : account.orderId()
                        .map(order -> List.of(new SubscriptionView(
                                order, "other", "true", "active", Long.toString(account.registeredAt()), NO_END)))
                        .orElse(List.of());
    }
}
