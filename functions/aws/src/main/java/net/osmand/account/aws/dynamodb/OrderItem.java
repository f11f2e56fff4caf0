package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes an order as an item. Its lines and refunds are lists of maps. */
final class OrderItem {
    static final String PREFIX = "FSORD#";
    static final String SK = "ORDER";

    private OrderItem() {}

    static Map<String, AttributeValue> key(String id) {
        return Item.of(PREFIX + id, SK).key();
    }

    static Item write(Order order, long version) {
        var row = Item.of(PREFIX + order.id(), SK)
                .with(PurchaseItem.VERSION, version)
                .with(
                        "lines",
                        AttributeValue.fromL(order.lines().stream()
                                .map(line -> AttributeValue.fromM(Map.of(
                                        "purchase", Item.text(line.purchase().value()),
                                        "sku", Item.text(line.sku()),
                                        "path", Item.text(line.path()))))
                                .toList()))
                .with(
                        "refunds",
                        AttributeValue.fromL(order.refunds().stream()
                                .map(refund -> AttributeValue.fromM(Map.of(
                                        "subscription", Item.text(refund.subscription()),
                                        "sku", Item.text(refund.sku()),
                                        "path", Item.text(refund.path()),
                                        "full", AttributeValue.fromBool(refund.full()),
                                        "at", Item.number(refund.at()))))
                                .toList()));
        PurchaseItem.number(row, "chargedBackAt", order.chargedBackAt());
        return row;
    }

    static Order read(Item row) {
        var lines = new TreeSet<Order.Line>();
        list(row, "lines")
                .forEach(line -> lines.add(new Order.Line(
                        new PurchaseId(line.requiredText("purchase")),
                        line.requiredText("sku"),
                        line.requiredText("path"))));
        var refunds = new TreeSet<Order.Refund>();
        list(row, "refunds")
                .forEach(refund -> refunds.add(new Order.Refund(
                        refund.requiredText("subscription"),
                        refund.requiredText("sku"),
                        refund.requiredText("path"),
                        refund.flag("full"),
                        refund.number("at", 0))));
        return new Order(
                row.pk().substring(PREFIX.length()),
                lines,
                refunds,
                PurchaseItem.number(row, "chargedBackAt"),
                row.number(PurchaseItem.VERSION, 0));
    }

    private static List<Item> list(Item row, String name) {
        var value = row.attributes().get(name);
        return value == null
                ? List.of()
                : value.l().stream().map(item -> new Item(item.m())).toList();
    }
}
