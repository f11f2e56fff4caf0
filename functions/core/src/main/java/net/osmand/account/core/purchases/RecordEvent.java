package net.osmand.account.core.purchases;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.osmand.account.core.purchases.PurchaseRepository.Change;
import net.osmand.account.core.purchases.PurchaseRepository.RecordedEvent;

/**
 * Records one event in one transaction: its id, the changed purchases, their orders and the entitlements of their
 * owners. Repeated events have no effect, and the result does not depend on the order of events.
 */
public final class RecordEvent {
    private static final int TRIES = 12;

    private final PurchaseRepository repository;
    private final Catalogue catalogue;
    private final PurchaseRules rules;
    private final Clock clock;
    private final OwnerResolver linking;

    public RecordEvent(PurchaseRepository repository, Catalogue catalogue, PurchaseRules rules, Clock clock) {
        this.repository = repository;
        this.catalogue = catalogue;
        this.rules = rules;
        this.clock = clock;
        linking = new OwnerResolver(repository);
    }

    /** The result of an event. All results acknowledge it. */
    public enum Outcome {
        APPLIED,
        /** The event contains no new facts. */
        STALE,
        DUPLICATE,
        /** The event concerns neither purchases nor orders. */
        IGNORED,
        /** A test event, and test purchases are not accepted. */
        TEST_IGNORED
    }

    /**
     * Records an event.
     *
     * @throws IllegalStateException if parallel writers won every retry; nothing was written
     */
    public Outcome record(ShopEvent event) {
        var ownersGone = false;
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var work = prepare(event, ownersGone);
            if (work.outcome == Outcome.DUPLICATE) {
                return work.outcome;
            }
            var recorded = new RecordedEvent(event.id(), event.type(), work.outcome.name(), clock.millis());
            switch (repository.commit(Optional.of(recorded), work.changes, work.orders)) {
                case DONE -> {
                    return work.outcome;
                }
                case DUPLICATE -> {
                    return Outcome.DUPLICATE;
                }
                case OWNER_GONE -> ownersGone = true;
                case CONFLICT -> {}
            }
        }
        throw new IllegalStateException("others keep changing what the event is about");
    }

    private record Work(Outcome outcome, List<Change> changes, List<Order> orders) {
        static Work none(Outcome outcome) {
            return new Work(outcome, List.of(), List.of());
        }
    }

    private Work prepare(ShopEvent event, boolean ownersGone) {
        var kept = !event.test() || rules.acceptTest();
        Map<PurchaseId, PurchaseFacts> told = kept ? event.purchases() : Map.of();
        Map<String, Order> toldOrders = kept ? event.orders() : Map.of();
        var page = repository.read(Optional.of(event.id()), told.keySet(), toldOrders.keySet());
        if (page.seen()) {
            return Work.none(Outcome.DUPLICATE);
        }
        if (!kept) {
            return Work.none(Outcome.TEST_IGNORED);
        }
        if (told.isEmpty() && toldOrders.isEmpty()) {
            return Work.none(Outcome.IGNORED);
        }
        var orders = new ArrayList<Order>();
        var newOrders = new ArrayList<Order>();
        toldOrders.forEach((id, news) -> {
            var before = page.orders().getOrDefault(id, Order.unknown(id));
            var after = before.merge(news);
            orders.add(after);
            if (!after.equals(before)) {
                newOrders.add(after);
            }
        });
        var changes = changes(told, orders, page, ownersGone);
        var outcome = changes.isEmpty() && newOrders.isEmpty() ? Outcome.STALE : Outcome.APPLIED;
        return new Work(outcome, changes, newOrders);
    }

    private List<Change> changes(
            Map<PurchaseId, PurchaseFacts> told, List<Order> orders, PurchaseRepository.Page page, boolean ownersGone) {
        var known = new HashMap<>(page.purchases());
        var concerned = concerned(orders);
        concerned.removeAll(told.keySet());
        if (!concerned.isEmpty()) {
            known.putAll(repository.read(Optional.empty(), concerned, Set.of()).purchases());
        }
        var changes = new ArrayList<Change>();
        Stream.concat(told.keySet().stream(), concerned.stream()).sorted().forEach(id -> {
            var before = known.getOrDefault(id, Purchase.unknown(id));
            var news = told.getOrDefault(id, PurchaseFacts.NONE);
            for (var order : orders) {
                news = news.merge(order.consequences(id));
            }
            var merged = before.withFacts(news);
            var after =
                    ownersGone && before.owner().isPresent() ? merged : merged.ownedBy(linking.owner(before, merged));
            if (!after.equals(before)) {
                var change = Change.of(before, after, catalogue, rules);
                changes.add(
                        ownersGone && before.owner().isPresent()
                                ? new Change(before, after, Optional.empty(), change.known())
                                : change);
            }
        });
        return changes;
    }

    /** Returns the purchases of orders with a refund or a chargeback. */
    private static Set<PurchaseId> concerned(List<Order> orders) {
        var concerned = new HashSet<PurchaseId>();
        for (var order : orders) {
            if (order.chargedBackAt().isPresent() || !order.refunds().isEmpty()) {
                order.lines().forEach(line -> concerned.add(line.purchase()));
            }
        }
        return concerned;
    }
}
