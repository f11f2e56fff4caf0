package net.osmand.account.core.purchases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;

/**
 * Purchases, orders and entitlements in memory, with the versions and conditions of the DynamoDB adapter.
 * {@link #prove} proves an address; {@link #close} simulates an account that is being deleted.
 */
public final class InMemoryPurchaseRepository implements PurchaseRepository {
    private static final int MAX_UNVERIFIED = 5;

    private final Set<String> events = new HashSet<>();
    private final Map<PurchaseId, Purchase> purchases = new TreeMap<>();
    private final Set<PurchaseId> unknown = new HashSet<>();
    private final Map<String, Order> orders = new TreeMap<>();
    private final Map<EmailAddress, AccountId> owners = new HashMap<>();
    private final Set<AccountId> closing = new HashSet<>();
    private Function<EmailAddress, Optional<AccountId>> ownerOf = email -> Optional.ofNullable(owners.get(email));
    private Predicate<AccountId> isClosing = closing::contains;
    private final Map<Integer, Map<PurchaseId, Entitlement>> granted = new TreeMap<>();
    private final Map<AccountId, Set<String>> unverified = new HashMap<>();
    private final Map<EmailAddress, Set<String>> forSignUp = new HashMap<>();
    private int commits;

    /** Takes proven addresses and closing accounts from the accounts, as in the shared table. */
    public synchronized void readAccountsFrom(
            Function<EmailAddress, Optional<AccountId>> source, Predicate<AccountId> closingSource) {
        ownerOf = source;
        isClosing = closingSource;
    }

    /** Rejects all later entitlements of the account. */
    public synchronized void close(AccountId account) {
        closing.add(account);
        owners.values().removeIf(account::equals);
    }

    public synchronized List<Purchase> purchases() {
        return List.copyOf(purchases.values());
    }

    public synchronized List<Order> orders() {
        return List.copyOf(orders.values());
    }

    /** Returns the entitlements by account number. */
    public synchronized Map<Integer, Map<PurchaseId, Entitlement>> granted() {
        var copy = new TreeMap<Integer, Map<PurchaseId, Entitlement>>();
        granted.forEach((account, grants) -> {
            if (!grants.isEmpty()) {
                copy.put(account, Map.copyOf(grants));
            }
        });
        return copy;
    }

    /** Returns the number of commits with an effect. */
    public synchronized int commits() {
        return commits;
    }

    /** Returns the order ids that no store has verified. */
    public synchronized Set<String> unverified(AccountId account) {
        return Set.copyOf(unverified.getOrDefault(account, Set.of()));
    }

    @Override
    public synchronized Page read(Optional<String> eventId, Set<PurchaseId> ids, Set<String> orderIds) {
        var foundPurchases = new HashMap<>(purchases);
        foundPurchases.keySet().retainAll(ids);
        var foundOrders = new HashMap<>(orders);
        foundOrders.keySet().retainAll(orderIds);
        return new Page(eventId.filter(events::contains).isPresent(), foundPurchases, foundOrders);
    }

    @Override
    public synchronized Outcome commit(
            Optional<RecordedEvent> recorded, Collection<Change> changes, Collection<Order> changedOrders) {
        if (recorded.filter(h -> events.contains(h.id())).isPresent()) {
            return Outcome.DUPLICATE;
        }
        if (!changes.stream().allMatch(this::isCurrent)
                || !changedOrders.stream().allMatch(this::isCurrent)) {
            return Outcome.CONFLICT;
        }
        if (changes.stream().anyMatch(this::grantsToAClosingAccount)) {
            return Outcome.OWNER_GONE;
        }
        commits++;
        recorded.ifPresent(h -> events.add(h.id()));
        changes.forEach(this::apply);
        for (var order : changedOrders) {
            orders.put(
                    order.id(),
                    new Order(order.id(), order.lines(), order.refunds(), order.chargedBackAt(), order.version() + 1));
        }
        return Outcome.DONE;
    }

    private boolean isCurrent(Change change) {
        var stored = purchases.get(change.after().id());
        // A purchase that starts to wait for an address conflicts with a parallel proof of the address, so it is not
        // left unlinked.
        var waitsInVain = change.after().owner().isEmpty()
                && change.after()
                        .facts()
                        .linkEmail()
                        .filter(email -> ownerOf.apply(email).isPresent())
                        .isPresent();
        return (stored == null ? 0 : stored.version()) == change.before().version() && !waitsInVain;
    }

    private boolean isCurrent(Order order) {
        var stored = orders.get(order.id());
        return (stored == null ? 0 : stored.version()) == order.version();
    }

    private boolean grantsToAClosingAccount(Change change) {
        return change.grants().isPresent()
                && change.after().owner().filter(isClosing).isPresent();
    }

    private void apply(Change change) {
        var after = change.after();
        var id = after.id();
        purchases.put(
                id,
                new Purchase(
                        id,
                        after.facts(),
                        after.owner(),
                        after.formerOwnerHash(),
                        change.before().version() + 1));
        if (change.known()) {
            unknown.remove(id);
        } else {
            unknown.add(id);
        }
        granted.values().forEach(grants -> grants.remove(id));
        after.owner()
                .ifPresent(owner -> change.grants()
                        .filter(entitlement -> !entitlement.isEmpty())
                        .ifPresent(entitlement -> granted.computeIfAbsent(owner.value(), _ -> new TreeMap<>())
                                .put(id, entitlement)));
    }

    @Override
    public synchronized Optional<AccountId> owner(EmailAddress email) {
        return ownerOf.apply(email);
    }

    /** Proves the address for the account. */
    public synchronized void prove(EmailAddress email, AccountId account) {
        owners.put(email, account);
    }

    @Override
    public synchronized List<Purchase> ofAccount(AccountId account) {
        return purchases.values().stream()
                .filter(purchase -> purchase.owner().filter(account::equals).isPresent())
                .toList();
    }

    @Override
    public synchronized List<Purchase> waitingFor(EmailAddress email, String hash) {
        return purchases.values().stream()
                .filter(purchase -> purchase.owner().isEmpty())
                .filter(purchase -> purchase.formerOwnerHash()
                        .map(hash::equals)
                        .orElseGet(() -> purchase.facts()
                                .linkEmail()
                                .filter(email::equals)
                                .isPresent()))
                .toList();
    }

    @Override
    public synchronized List<Purchase> unknown() {
        var found = new ArrayList<Purchase>();
        purchases.values().stream()
                .filter(purchase -> unknown.contains(purchase.id()))
                .forEach(found::add);
        return found;
    }

    @Override
    public synchronized boolean keepUnverified(AccountId account, String orderId) {
        return keep(unverified.computeIfAbsent(account, _ -> new LinkedHashSet<>()), orderId);
    }

    private static boolean keep(Set<String> kept, String orderId) {
        return kept.contains(orderId) || (kept.size() < MAX_UNVERIFIED && kept.add(orderId));
    }

    @Override
    public synchronized void keepForSignUp(EmailAddress email, String orderId, long until) {
        keep(forSignUp.computeIfAbsent(email, _ -> new LinkedHashSet<>()), orderId);
    }

    @Override
    public synchronized List<String> keptForSignUp(EmailAddress email) {
        return List.copyOf(forSignUp.getOrDefault(email, Set.of()));
    }

    @Override
    public synchronized void forget(AccountId account, EmailAddress email) {
        unverified.remove(account);
        forSignUp.remove(email);
    }
}
