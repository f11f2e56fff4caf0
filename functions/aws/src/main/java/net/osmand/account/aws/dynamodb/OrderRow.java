package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.osmand.account.purchases.Order;
import net.osmand.account.purchases.PurchaseId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order as an item: its lines and refunds are lists of maps. */
final class OrderRow {
    static final String PREFIX = "FSORD#";
    static final String SK = "ORDER";

    private OrderRow() {}

    static Map<String, AttributeValue> key(String id) {
        return Row.of(PREFIX + id, SK).key();
    }

    static Row write(Order order, long version) {
        var row = Row.of(PREFIX + order.id(), SK)
                .with(PurchaseRow.VERSION, version)
                .with(
                        "lines",
                        AttributeValue.fromL(order.lines().stream()
                                .map(line -> AttributeValue.fromM(Map.of(
                                        "purchase", Row.text(line.purchase().value()),
                                        "sku", Row.text(line.sku()),
                                        "path", Row.text(line.path()))))
                                .toList()))
                .with(
                        "refunds",
                        AttributeValue.fromL(order.refunds().stream()
                                .map(refund -> AttributeValue.fromM(Map.of(
                                        "subscription", Row.text(refund.subscription()),
                                        "sku", Row.text(refund.sku()),
                                        "path", Row.text(refund.path()),
                                        "full", AttributeValue.fromBool(refund.full()),
                                        "at", Row.number(refund.at()))))
                                .toList()));
        PurchaseRow.number(row, "chargedBackAt", order.chargedBackAt());
        return row;
    }

    static Order read(Row row) {
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
                PurchaseRow.number(row, "chargedBackAt"),
                row.number(PurchaseRow.VERSION, 0));
    }

    private static List<Row> list(Row row, String name) {
        var value = row.attributes().get(name);
        return value == null
                ? List.of()
                : value.l().stream().map(item -> new Row(item.m())).toList();
    }
}
