package net.osmand.account.aws.dynamodb;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.osmand.account.core.purchases.Entitlement;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.Purchase;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Stores purchases, orders and events in the purchases table.
 *
 * <p>Items: {@code PUR#<purchase>/META}, {@code FSORD#<order>/ORDER}, {@code FSEVT#<event>/META} and
 * {@link PurchasePointer}. The grants of an account are attributes of its item in the accounts table, written in the same
 * transaction.
 */
public final class DynamoDbPurchaseRepository implements PurchaseRepository {
    private static final int UNVERIFIED = 5;
    private static final int BATCH = 100;
    private static final String ORDER_IDS = "ORDERIDS";

    private final DynamoDbClient client;
    private final Table purchases;
    private final Table accounts;
    private final PurchaseActions actions;
    private final Clock clock;

    public DynamoDbPurchaseRepository(DynamoDbClient client, String purchasesTable, String accountsTable, Clock clock) {
        this.client = client;
        purchases = new Table(client, purchasesTable);
        accounts = new Table(client, accountsTable);
        actions = new PurchaseActions(purchasesTable, accountsTable);
        this.clock = clock;
    }

    @Override
    public Page read(Optional<String> eventId, Set<PurchaseId> purchaseIds, Set<String> orderIds) {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        eventId.ifPresent(id -> keys.add(EventItem.key(id)));
        purchaseIds.forEach(id -> keys.add(PurchaseItem.key(id)));
        orderIds.forEach(id -> keys.add(OrderItem.key(id)));
        var seen = false;
        var foundPurchases = new HashMap<PurchaseId, Purchase>();
        var foundOrders = new HashMap<String, Order>();
        for (var row : rows(keys)) {
            switch (row.pk().substring(0, row.pk().indexOf('#') + 1)) {
                case PurchaseItem.PREFIX -> {
                    var purchase = PurchaseItem.read(row);
                    foundPurchases.put(purchase.id(), purchase);
                }
                case OrderItem.PREFIX -> {
                    var order = OrderItem.read(row);
                    foundOrders.put(order.id(), order);
                }
                default -> seen = true;
            }
        }
        return new Page(seen, foundPurchases, foundOrders);
    }

    private List<Item> rows(List<Map<String, AttributeValue>> keys) {
        var found = new ArrayList<Item>();
        for (var from = 0; from < keys.size(); from += BATCH) {
            var batch = keys.subList(from, Math.min(from + BATCH, keys.size()));
            found.addAll(purchases.read(Map.of(purchases.name(), batch)).values());
        }
        return found;
    }

    @Override
    public Outcome commit(Optional<RecordedEvent> recorded, Collection<Change> changes, Collection<Order> orders) {
        var items = new ArrayList<TransactWriteItem>();
        recorded.ifPresent(event -> items.add(EventItem.write(event).claimIn(purchases.name())));
        var entitlements = new TreeMap<Integer, Map<PurchaseId, Optional<Entitlement>>>();
        var waitingAddresses = new HashSet<EmailAddress>();
        for (var change : changes) {
            items.addAll(actions.write(change, clock.millis()));
            change.grants().ifPresent(grants -> entitle(change, grants, entitlements));
            if (change.after().owner().isEmpty()) {
                change.after().facts().linkEmail().ifPresent(waitingAddresses::add);
            }
        }
        orders.forEach(order -> items.add(actions.write(order)));
        waitingAddresses.forEach(email -> items.add(actions.addressIsUnproven(email)));
        var ofAccounts = items.size();
        entitlements.forEach((account, grants) -> items.add(actions.entitle(new AccountId(account), grants)));

        var failed = purchases.write(items);
        if (failed.isEmpty()) {
            return Outcome.DONE;
        }
        if (recorded.isPresent()
                && Table.CONDITION_FAILED.equals(failed.getFirst().code())) {
            return Outcome.DUPLICATE;
        }
        var ownerGone = failed.subList(ofAccounts, failed.size()).stream()
                .anyMatch(reason -> Table.CONDITION_FAILED.equals(reason.code()));
        return ownerGone ? Outcome.OWNER_GONE : Outcome.CONFLICT;
    }

    private static void entitle(
            Change change, Entitlement grants, Map<Integer, Map<PurchaseId, Optional<Entitlement>>> entitlements) {
        var id = change.after().id();
        change.before()
                .owner()
                .filter(owner -> !change.after().owner().equals(Optional.of(owner)))
                .ifPresent(owner -> entitlements
                        .computeIfAbsent(owner.value(), _ -> new LinkedHashMap<>())
                        .put(id, Optional.empty()));
        change.after()
                .owner()
                .ifPresent(owner -> entitlements
                        .computeIfAbsent(owner.value(), _ -> new LinkedHashMap<>())
                        .put(id, Optional.of(grants).filter(e -> !e.isEmpty())));
    }

    @Override
    public Optional<AccountId> owner(EmailAddress email) {
        return accounts.get(PointerItem.key(email))
                .filter(PointerItem::isProven)
                .map(PointerItem::read);
    }

    @Override
    public List<Purchase> ofAccount(AccountId account) {
        return pointed(AccountItem.pk(account));
    }

    @Override
    public List<Purchase> waitingFor(EmailAddress email, String hash) {
        var waiting = new ArrayList<>(pointed(PurchasePointer.link(email.value())));
        waiting.addAll(pointed(PurchasePointer.link(hash)));
        return waiting;
    }

    @Override
    public List<Purchase> unknown() {
        return pointed(PurchasePointer.UNKNOWN);
    }

    private List<Purchase> pointed(String pk) {
        return rows(purchases
                        .rows(pk, PurchaseItem.PREFIX)
                        .map(PurchasePointer::id)
                        .map(PurchaseItem::key)
                        .toList())
                .stream()
                .map(PurchaseItem::read)
                .toList();
    }

    @Override
    public boolean keepUnverified(AccountId account, String orderId) {
        return keep(AccountItem.pk(account), orderId, Optional.empty());
    }

    @Override
    public void keepForSignUp(EmailAddress email, String orderId, long until) {
        keep(PurchasePointer.link(email.value()), orderId, Optional.of(until));
    }

    private boolean keep(String pk, String orderId, Optional<Long> until) {
        try {
            var values = new HashMap<>(Map.of(
                    ":one", AttributeValue.fromSs(List.of(orderId)),
                    ":id", Item.text(orderId),
                    ":most", Item.number(UNVERIFIED)));
            until.ifPresent(end -> values.put(":ttl", Item.number(Math.ceilDiv(end, 1000))));
            client.updateItem(r -> {
                r.tableName(purchases.name())
                        .key(Item.of(pk, ORDER_IDS).key())
                        .updateExpression(until.isPresent() ? "ADD ids :one SET #ttl = :ttl" : "ADD ids :one")
                        .conditionExpression("attribute_not_exists(ids) OR size(ids) < :most OR contains(ids, :id)")
                        .expressionAttributeValues(values);
                if (until.isPresent()) {
                    r.expressionAttributeNames(Map.of("#ttl", Item.TTL));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    @Override
    public List<String> keptForSignUp(EmailAddress email) {
        return purchases
                .get(Item.of(PurchasePointer.link(email.value()), ORDER_IDS).key())
                .filter(row -> row.number(Item.TTL, 0) * 1000 > clock.millis())
                .map(row -> row.texts("ids"))
                .orElse(List.of());
    }

    @Override
    public void forget(AccountId account, EmailAddress email) {
        for (var pk : List.of(AccountItem.pk(account), PurchasePointer.link(email.value()))) {
            purchases.delete(Item.of(pk, ORDER_IDS).key());
        }
    }
}
