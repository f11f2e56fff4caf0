package net.osmand.account.core.purchases;

import java.time.Duration;

/**
 * What the stack decides.
 *
 * @param renewalTolerance how long after its period a subscription lasts, since renewals may be told late
 * @param overdueGrace how long after its period an overdue subscription lasts
 * @param acceptTest whether test purchases count
 */
public record PurchaseRules(Duration renewalTolerance, Duration overdueGrace, boolean acceptTest) {
    /** 3 and 9 days (docs/protocol/purchases.md#grants-and-status). */
    public static PurchaseRules standard(boolean acceptTest) {
        return new PurchaseRules(Duration.ofDays(3), Duration.ofDays(9), acceptTest);
    }
}
