package net.osmand.account.core.purchases;

import java.util.Map;

/**
 * What a shop tells, as facts about purchases and orders.
 *
 * @param created when the shop made it, epoch milliseconds
 * @param test whether it is marked as a test
 */
public record ShopEvent(
        String id,
        String type,
        long created,
        boolean test,
        Map<PurchaseId, PurchaseFacts> purchases,
        Map<String, Order> orders) {
    public ShopEvent {
        purchases = Map.copyOf(purchases);
        orders = Map.copyOf(orders);
    }
}
