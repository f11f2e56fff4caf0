package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.purchases.Entitlement;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.PurchaseRepository.Change;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Builds the actions of the transaction that stores the changes of an event, with their conditions. */
final class PurchaseActions {
    private final String purchases;
    private final String accounts;

    /** @param purchases name of the purchases table */
    PurchaseActions(String purchases, String accounts) {
        this.purchases = purchases;
        this.accounts = accounts;
    }

    /** Returns the writes of a purchase and its pointers. */
    List<TransactWriteItem> write(Change change, long now) {
        var before = change.before();
        var after = change.after();
        var items = new ArrayList<TransactWriteItem>();
        items.add(put(PurchaseItem.write(after, before.version() + 1, now), before.version()));
        var old = new HashSet<>(PurchasePointer.partitions(before));
        var added = new HashSet<>(PurchasePointer.partitions(after));
        if (before.version() > 0) {
            var gone = new HashSet<>(old);
            gone.removeAll(added);
            gone.forEach(pk -> items.add(delete(PurchasePointer.item(pk, after.id()))));
            added.removeAll(old);
        }
        added.forEach(pk -> items.add(put(PurchasePointer.item(pk, after.id()))));
        if (!change.known()) {
            items.add(put(PurchasePointer.item(PurchasePointer.UNKNOWN, after.id())));
        } else if (before.equals(after)) {
            items.add(delete(PurchasePointer.item(PurchasePointer.UNKNOWN, after.id())));
        }
        return items;
    }

    /** Writes an order, on condition that it has not changed since it was read. */
    TransactWriteItem write(Order order) {
        return put(OrderItem.write(order, order.version() + 1), order.version());
    }

    /** Sets or removes the grants of an account, on condition that it is not being deleted. */
    TransactWriteItem entitle(AccountId account, Map<PurchaseId, Optional<Entitlement>> grants) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var set = new ArrayList<String>();
        var remove = new ArrayList<String>();
        grants.forEach((purchase, entitlement) -> {
            var n = names.size();
            names.put("#g" + n, EntitlementItem.name(purchase));
            entitlement.ifPresentOrElse(
                    granted -> {
                        values.put(":g" + n, EntitlementItem.write(granted));
                        set.add("#g%d = :g%d".formatted(n, n));
                    },
                    () -> remove.add("#g" + n));
        });
        values.put(":closing", AttributeValue.fromBool(true));
        var expression = (set.isEmpty() ? "" : "SET " + String.join(", ", set) + " ")
                + (remove.isEmpty() ? "" : "REMOVE " + String.join(", ", remove));
        return TransactWriteItem.builder()
                .update(u -> u.tableName(accounts)
                        .key(AccountItem.key(account))
                        .updateExpression(expression)
                        .conditionExpression(
                                "attribute_exists(pk) AND (attribute_not_exists(closing) OR closing <> :closing)")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    /**
     * Condition that no account has proven the address. It prevents that a purchase and a concurrent sign-up miss each
     * other.
     */
    TransactWriteItem addressIsUnproven(EmailAddress email) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(accounts)
                        .key(PointerItem.key(email))
                        .conditionExpression("attribute_not_exists(pk) OR proven = :no")
                        .expressionAttributeValues(Map.of(":no", AttributeValue.fromBool(false))))
                .build();
    }

    private TransactWriteItem put(Item row, long version) {
        return version == 0
                ? row.claimIn(purchases)
                : TransactWriteItem.builder()
                        .put(p -> p.tableName(purchases)
                                .item(row.attributes())
                                .conditionExpression("version = :version")
                                .expressionAttributeValues(Map.of(":version", Item.number(version))))
                        .build();
    }

    private TransactWriteItem put(Item row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(purchases).item(row.attributes()))
                .build();
    }

    private TransactWriteItem delete(Item row) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(purchases).key(row.key()))
                .build();
    }
}
