package net.osmand.account.functions.purchases;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

/** The port in memory, with the same versions and the same refusals, which can fail at its n-th call before or after. */
final class InMemoryPurchaseRepository implements PurchaseRepository {
    final Set<String> events = new HashSet<>();
    final Map<PurchaseId, Purchase> purchases = new TreeMap<>();
    final Map<String, Order> orders = new TreeMap<>();
    final Map<EmailAddress, AccountId> owners = new HashMap<>();
    final Map<Integer, Map<PurchaseId, Entitlement>> granted = new TreeMap<>();
    int commits;
    private int untilFailure = Integer.MAX_VALUE;
    private boolean afterEffect;

    /** The process dies at that call from now, 1 being the next. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    void failAt(int call, boolean after) {
        untilFailure = call;
        afterEffect = after;
    }

    void neverFail() {
        untilFailure = Integer.MAX_VALUE;
    }

    private void before() {
        untilFailure--;
        if (untilFailure == 0 && !afterEffect) {
            throw new Crash();
        }
    }

    private void after() {
        if (untilFailure == 0 && afterEffect) {
            throw new Crash();
        }
    }

    @Override
    public Page read(Optional<String> eventId, Set<PurchaseId> ids, Set<String> orderIds) {
        before();
        var foundPurchases = new HashMap<>(purchases);
        foundPurchases.keySet().retainAll(ids);
        var foundOrders = new HashMap<>(orders);
        foundOrders.keySet().retainAll(orderIds);
        after();
        return new Page(eventId.filter(events::contains).isPresent(), foundPurchases, foundOrders);
    }

    @Override
    public Outcome commit(Optional<Heard> heard, Collection<Change> changes, Collection<Order> changedOrders) {
        before();
        if (heard.filter(h -> events.contains(h.id())).isPresent()) {
            return Outcome.REPEATED;
        }
        for (var change : changes) {
            var stored = purchases.get(change.after().id());
            if ((stored == null ? 0 : stored.version()) != change.before().version()) {
                return Outcome.LOST;
            }
        }
        commits++;
        heard.ifPresent(h -> events.add(h.id()));
        for (var change : changes) {
            var after = change.after();
            purchases.put(
                    after.id(),
                    new Purchase(
                            after.id(),
                            after.facts(),
                            after.owner(),
                            after.formerly(),
                            change.before().version() + 1));
            granted.values().forEach(grants -> grants.remove(after.id()));
            after.owner()
                    .ifPresent(owner -> change.grants()
                            .filter(e -> !e.isNothing())
                            .ifPresent(e -> granted.computeIfAbsent(owner.value(), _ -> new TreeMap<>())
                                    .put(after.id(), e)));
        }
        for (var order : changedOrders) {
            orders.put(
                    order.id(),
                    new Order(order.id(), order.lines(), order.refunds(), order.chargedBackAt(), order.version() + 1));
        }
        after();
        return Outcome.DONE;
    }

    @Override
    public Optional<AccountId> owner(EmailAddress email) {
        before();
        after();
        return Optional.ofNullable(owners.get(email));
    }

    /** The account proves the address. */
    void prove(EmailAddress email, AccountId account) {
        owners.put(email, account);
    }

    @Override
    public List<Purchase> ofAccount(AccountId account) {
        return purchases.values().stream()
                .filter(p -> p.owner().filter(account::equals).isPresent())
                .toList();
    }

    @Override
    public List<Purchase> waitingFor(EmailAddress email, String hash) {
        return purchases.values().stream()
                .filter(p -> p.owner().isEmpty())
                .filter(p -> p.facts().linkEmail().equals(Optional.of(email))
                        || p.formerly().equals(Optional.of(hash)))
                .toList();
    }

    @Override
    public List<Purchase> unknown() {
        return new ArrayList<>(purchases.values());
    }

    @Override
    public boolean keepUnverified(AccountId account, String orderId) {
        return true;
    }

    @Override
    public void keepForSignUp(EmailAddress email, String orderId, long until) {}

    @Override
    public List<String> keptForSignUp(EmailAddress email) {
        return List.of();
    }

    @Override
    public void forget(AccountId account, EmailAddress email) {}
}
