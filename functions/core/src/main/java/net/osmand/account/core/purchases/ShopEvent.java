package net.osmand.account.core.purchases;

import java.util.Map;

/**
 * An event of the shop as facts about purchases and orders.
 *
 * @param created when the shop created the event, epoch milliseconds
 * @param test whether the event is marked as a test
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
