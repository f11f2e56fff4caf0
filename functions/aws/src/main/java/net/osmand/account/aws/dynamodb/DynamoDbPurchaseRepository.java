package net.osmand.account.aws.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * <p>Items: {@code PUR#<purchase>/META}, {@code FSORD#<order>/ORDER}, {@code FSEVT#<event>/META}. Pointers:
 * {@code A#<account>/PUR#<purchase>}, {@code LINK#<address or hash>/PUR#<purchase>} while a purchase has no owner, and
 * {@code UNKNOWN/PUR#<purchase>} while the catalogue does not contain its product. The grants of an account are
 * attributes of its item in the accounts table, written in the same transaction.
 */
public final class DynamoDbPurchaseRepository implements PurchaseRepository {
    private static final Duration EVENTS_KEPT = Duration.ofDays(45);
    private static final int UNVERIFIED = 5;
    private static final int BATCH = 100;
    private static final String UNKNOWN = "UNKNOWN";
    private static final String ORDER_IDS = "ORDERIDS";

    private final DynamoDbClient client;
    private final Table purchases;
    private final Table accounts;
    private final Clock clock;

    public DynamoDbPurchaseRepository(DynamoDbClient client, String purchasesTable, String accountsTable, Clock clock) {
        this.client = client;
        purchases = new Table(client, purchasesTable);
        accounts = new Table(client, accountsTable);
        this.clock = clock;
    }

    @Override
    public Page read(Optional<String> eventId, Set<PurchaseId> purchaseIds, Set<String> orderIds) {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        eventId.ifPresent(id -> keys.add(event(id).key()));
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
        recorded.ifPresent(event -> items.add(firstPut(write(event))));
        var entitlements = new TreeMap<Integer, Map<PurchaseId, Optional<Entitlement>>>();
        var waitingAddresses = new HashSet<EmailAddress>();
        for (var change : changes) {
            items.addAll(write(change));
            change.grants().ifPresent(grants -> entitle(change, grants, entitlements));
            if (change.after().owner().isEmpty()) {
                change.after().facts().linkEmail().ifPresent(waitingAddresses::add);
            }
        }
        orders.forEach(order -> items.add(put(OrderItem.write(order, order.version() + 1), order.version())));
        waitingAddresses.forEach(email -> items.add(addressIsUnproven(email)));
        var ofAccounts = items.size();
        entitlements.forEach((account, grants) -> items.add(entitle(new AccountId(account), grants)));

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

    private TransactWriteItem entitle(AccountId account, Map<PurchaseId, Optional<Entitlement>> grants) {
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
                .update(u -> u.tableName(accounts.name())
                        .key(AccountItem.key(account))
                        .updateExpression(expression)
                        .conditionExpression(
                                "attribute_exists(pk) AND (attribute_not_exists(closing) OR closing <> :closing)")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }

    /** Returns the writes of a purchase and its pointers. */
    private List<TransactWriteItem> write(Change change) {
        var before = change.before();
        var after = change.after();
        var items = new ArrayList<TransactWriteItem>();
        items.add(put(PurchaseItem.write(after, before.version() + 1, clock.millis()), before.version()));
        var old = new HashSet<>(pointers(before));
        var now = new HashSet<>(pointers(after));
        if (before.version() > 0) {
            var gone = new HashSet<>(old);
            gone.removeAll(now);
            gone.forEach(pk -> items.add(delete(pointer(pk, after.id()))));
            now.removeAll(old);
        }
        now.forEach(pk -> items.add(put(pointer(pk, after.id()))));
        if (!change.known()) {
            items.add(put(pointer(UNKNOWN, after.id())));
        } else if (before.equals(after)) {
            items.add(delete(pointer(UNKNOWN, after.id())));
        }
        return items;
    }

    private static List<String> pointers(Purchase purchase) {
        if (purchase.owner().isPresent()) {
            return List.of(AccountItem.pk(purchase.owner().get()));
        }
        return purchase.formerOwnerHash()
                .map(DynamoDbPurchaseRepository::link)
                .or(() -> purchase.facts().linkEmail().map(email -> link(email.value())))
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * Condition that no account has proven the address. It prevents that a purchase and a concurrent sign-up miss each
     * other.
     */
    private TransactWriteItem addressIsUnproven(EmailAddress email) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(accounts.name())
                        .key(PointerItem.key(email))
                        .conditionExpression("attribute_not_exists(pk) OR proven = :no")
                        .expressionAttributeValues(Map.of(":no", AttributeValue.fromBool(false))))
                .build();
    }

    private TransactWriteItem put(Item row, long version) {
        return version == 0
                ? firstPut(row)
                : TransactWriteItem.builder()
                        .put(p -> p.tableName(purchases.name())
                                .item(row.attributes())
                                .conditionExpression("version = :version")
                                .expressionAttributeValues(Map.of(":version", Item.number(version))))
                        .build();
    }

    private TransactWriteItem firstPut(Item row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(purchases.name())
                        .item(row.attributes())
                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    private TransactWriteItem put(Item row) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(purchases.name()).item(row.attributes()))
                .build();
    }

    private TransactWriteItem delete(Item row) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(purchases.name()).key(row.key()))
                .build();
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
        var waiting = new ArrayList<>(pointed(link(email.value())));
        waiting.addAll(pointed(link(hash)));
        return waiting;
    }

    @Override
    public List<Purchase> unknown() {
        return pointed(UNKNOWN);
    }

    private List<Purchase> pointed(String pk) {
        return rows(purchases
                        .rows(pk, PurchaseItem.PREFIX)
                        .map(row -> PurchaseItem.key(new PurchaseId(row.sk().substring(PurchaseItem.PREFIX.length()))))
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
        keep(link(email.value()), orderId, Optional.of(until));
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
                .get(Item.of(link(email.value()), ORDER_IDS).key())
                .filter(row -> row.number(Item.TTL, 0) * 1000 > clock.millis())
                .map(row -> row.texts("ids"))
                .orElse(List.of());
    }

    @Override
    public void forget(AccountId account, EmailAddress email) {
        for (var pk : List.of(AccountItem.pk(account), link(email.value()))) {
            client.deleteItem(r ->
                    r.tableName(purchases.name()).key(Item.of(pk, ORDER_IDS).key()));
        }
    }

    private static Item write(RecordedEvent recorded) {
        return event(recorded.id())
                .with("type", recorded.type())
                .with("outcome", recorded.outcome())
                .with("receivedAt", recorded.at())
                .with(Item.TTL, (recorded.at() + EVENTS_KEPT.toMillis()) / 1000);
    }

    private static Item event(String id) {
        return Item.of("FSEVT#" + id, "META");
    }

    private static Item pointer(String pk, PurchaseId id) {
        return Item.of(pk, PurchaseItem.PREFIX + id.value());
    }

    private static String link(String addressOrHash) {
        return "LINK#" + Objects.requireNonNull(addressOrHash);
    }
}
