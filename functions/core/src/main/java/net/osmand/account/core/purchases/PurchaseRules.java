package net.osmand.account.core.purchases;

import java.time.Duration;

/**
 * The configurable rules of purchases.
 *
 * @param renewalTolerance how long a subscription lasts after its period, because events about renewals may arrive late
 * @param overdueGrace how long an overdue subscription lasts after its period
 * @param acceptTest whether test purchases count
 */
public record PurchaseRules(Duration renewalTolerance, Duration overdueGrace, boolean acceptTest) {
    /** 3 and 9 days (docs/protocol/purchases.md#grants-and-status). */
    public static PurchaseRules standard(boolean acceptTest) {
        return new PurchaseRules(Duration.ofDays(3), Duration.ofDays(9), acceptTest);
    }
}
