package net.osmand.account.core.purchases;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The known facts about an order: the purchases that it paid for, its refunds and its chargeback. Events may report
 * them in any order. Like {@link PurchaseFacts#merge}, {@link #merge} is commutative, associative and idempotent.
 *
 * @param chargedBackAt epoch milliseconds of the first chargeback
 * @param version incremented with each change; 0 if the order is not stored yet
 */
public record Order(
        String id, SortedSet<Line> lines, SortedSet<Refund> refunds, Optional<Long> chargedBackAt, long version) {
    public Order {
        lines = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(lines));
        refunds = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(refunds));
    }

    /** A purchase that the order paid for. For a renewal, SKU and path are empty. */
    public record Line(PurchaseId purchase, String sku, String path) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            return java.util.Comparator.comparing(Line::purchase)
                    .thenComparing(Line::sku)
                    .thenComparing(Line::path)
                    .compare(this, other);
        }
    }

    /** A refund of one line, identified by subscription or product. Texts missing in the event are empty. */
    public record Refund(String subscription, String sku, String path, boolean full, long at)
            implements Comparable<Refund> {
        @Override
        public int compareTo(Refund other) {
            return java.util.Comparator.comparing(Refund::subscription)
                    .thenComparing(Refund::sku)
                    .thenComparing(Refund::path)
                    .thenComparing(Refund::full)
                    .thenComparingLong(Refund::at)
                    .compare(this, other);
        }

        private boolean concerns(Line line) {
            return (!subscription.isEmpty() && line.purchase().equals(PurchaseId.subscription(subscription)))
                    || (!sku.isEmpty() && sku.equals(line.sku()))
                    || (!path.isEmpty() && path.equals(line.path()));
        }
    }

    public static Order unknown(String id) {
        return new Order(id, new TreeSet<>(), new TreeSet<>(), Optional.empty(), 0);
    }

    /** Returns the union of both, with the version of this order. */
    public Order merge(Order other) {
        var allLines = new TreeSet<>(lines);
        allLines.addAll(other.lines);
        var allRefunds = new TreeSet<>(refunds);
        allRefunds.addAll(other.refunds);
        var back = Stream.of(chargedBackAt, other.chargedBackAt)
                .flatMap(Optional::stream)
                .min(Long::compare);
        return new Order(id, allLines, allRefunds, back, version);
    }

    /** Returns the refunds and the chargeback of this purchase as facts. */
    PurchaseFacts consequences(PurchaseId purchase) {
        var facts = PurchaseFacts.builder();
        facts.chargedBackAt = chargedBackAt;
        facts.refundedAt = earliest(purchase, true);
        facts.partlyRefundedAt = earliest(purchase, false);
        return facts.build();
    }

    private Optional<Long> earliest(PurchaseId purchase, boolean full) {
        return refunds.stream()
                .filter(refund -> refund.full() == full)
                .filter(refund ->
                        lines.stream().anyMatch(line -> line.purchase().equals(purchase) && refund.concerns(line)))
                .map(Refund::at)
                .min(Long::compare);
    }
}
