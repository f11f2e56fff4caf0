package net.osmand.account.core.purchases;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of an order: which purchases it paid for, and what happened to its money. Either may be told first, so both
 * are kept; like {@link PurchaseFacts}, {@link #and} does not mind order or repetition.
 *
 * @param chargedBackAt epoch milliseconds
 * @param version grows with each change; 0 where nothing is stored yet
 */
public record Order(
        String id, SortedSet<Line> lines, SortedSet<Refund> refunds, Optional<Long> chargedBackAt, long version) {
    public Order {
        lines = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(lines));
        refunds = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(refunds));
    }

    /** A purchase that it paid for; the product is empty for a renewal. */
    public record Line(PurchaseId purchase, String sku, String path) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            return java.util.Comparator.comparing(Line::purchase)
                    .thenComparing(Line::sku)
                    .thenComparing(Line::path)
                    .compare(this, other);
        }
    }

    /** Money returned for one line, named by subscription or product; texts that were not told are empty. */
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

    /** Both together, in the version of this one. */
    public Order and(Order other) {
        var allLines = new TreeSet<>(lines);
        allLines.addAll(other.lines);
        var allRefunds = new TreeSet<>(refunds);
        allRefunds.addAll(other.refunds);
        var back = Stream.of(chargedBackAt, other.chargedBackAt)
                .flatMap(Optional::stream)
                .min(Long::compare);
        return new Order(id, allLines, allRefunds, back, version);
    }

    /** What happened to this purchase's money. */
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
