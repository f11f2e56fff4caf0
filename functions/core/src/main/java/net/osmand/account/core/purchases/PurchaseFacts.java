package net.osmand.account.core.purchases;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import net.osmand.account.core.values.EmailAddress;

/**
 * All that events have told about one purchase. Each fact knows by itself which of two wins (the earliest, the latest, the
 * newer, the stronger), so {@link #and} is commutative, associative and idempotent: however often and in whatever order events
 * arrive, the same facts remain. What they mean at a moment, {@link PurchaseStatus} says. Times are epoch milliseconds.
 *
 * @param product the newest name of what was bought; a plan change keeps the purchase
 * @param status the newest snapshot's state; without any, a subscription that was ordered is provisionally active
 * @param paidUntil the newest end of a paid period
 * @param purchasedAt from the order, the earliest told
 * @param startedAt from a snapshot, the earliest told
 * @param refundedAt the first full refund
 * @param endsAt of a gift
 * @param orderIds the first order and those of renewals
 * @param buyer the buyer's address with all but its first letter hidden
 * @param test whether any event was marked as a test
 */
public record PurchaseFacts(
        Optional<Named> product,
        Optional<Status> status,
        Optional<Paid> paidUntil,
        Optional<Interval> interval,
        Optional<Long> purchasedAt,
        Optional<Long> startedAt,
        Optional<Long> lastChargeAt,
        Optional<Long> lastFailureAt,
        Optional<Failure> failure,
        Optional<Long> refundedAt,
        Optional<Long> partlyRefundedAt,
        Optional<Long> chargedBackAt,
        Optional<Long> endsAt,
        SortedSet<String> orderIds,
        Optional<OrderReference> reference,
        Optional<Candidate> candidate,
        Optional<Buyer> buyer,
        boolean test) {

    /** Nothing is known. */
    public static final PurchaseFacts NONE = builder().build();

    /** What was bought, by a snapshot or an order of that moment. An order counts as older than any snapshot. */
    public record Named(long at, Optional<String> sku, Optional<String> path) implements Comparable<Named> {
        @Override
        public int compareTo(Named other) {
            return Comparator.comparingLong(Named::at)
                    .thenComparing(Named::sku, EMPTY_FIRST_TEXT)
                    .thenComparing(Named::path, EMPTY_FIRST_TEXT)
                    .compare(this, other);
        }
    }

    /**
     * A snapshot's state.
     *
     * @param at its order key: when the subscription changed
     * @param next the next charge, as the snapshot says
     * @param endsAt when a cancelled subscription ends, or an ended one ended
     */
    public record Status(
            long at,
            SubscriptionState state,
            Optional<Long> next,
            Optional<Long> canceledAt,
            Optional<Long> endsAt,
            Optional<Long> resumesAt)
            implements Comparable<Status> {
        @Override
        public int compareTo(Status other) {
            return Comparator.comparingLong(Status::at)
                    .thenComparing(Status::state)
                    .thenComparing(Status::next, EMPTY_FIRST)
                    .thenComparing(Status::endsAt, EMPTY_FIRST)
                    .thenComparing(Status::canceledAt, EMPTY_FIRST)
                    .thenComparing(Status::resumesAt, EMPTY_FIRST)
                    .compare(this, other);
        }
    }

    /** A paid period's end, as a snapshot of that moment says. */
    public record Paid(long at, long until) implements Comparable<Paid> {
        @Override
        public int compareTo(Paid other) {
            return Comparator.comparingLong(Paid::at)
                    .thenComparingLong(Paid::until)
                    .compare(this, other);
        }
    }

    /** How often is charged, as a snapshot of that moment says; units are FastSpring's words. */
    public record Interval(long at, String unit, int length) implements Comparable<Interval> {
        @Override
        public int compareTo(Interval other) {
            return Comparator.comparingLong(Interval::at)
                    .thenComparing(Interval::unit)
                    .thenComparingInt(Interval::length)
                    .compare(this, other);
        }
    }

    /** Why a charge failed. */
    public record Failure(long at, String reason) implements Comparable<Failure> {
        @Override
        public int compareTo(Failure other) {
            return Comparator.comparingLong(Failure::at)
                    .thenComparing(Failure::reason)
                    .compare(this, other);
        }
    }

    /** The first order, with the reference that its buyer sees; the earliest telling counts. */
    public record OrderReference(long at, String orderId, String reference) implements Comparable<OrderReference> {
        @Override
        public int compareTo(OrderReference other) {
            return Comparator.comparingLong(OrderReference::at)
                    .thenComparing(OrderReference::orderId)
                    .thenComparing(OrderReference::reference)
                    .compare(this, other);
        }
    }

    /**
     * An address by which the purchase finds its account. The higher rank wins, of equal rank the earliest event, then its id
     * (docs/protocol/purchases.md#link-a-purchase-to-an-account).
     *
     * @param rank 3 the order's tag, 2 the order's customer, 1 the account's contact
     * @param email empty once the account that had it is deleted
     */
    public record Candidate(int rank, long at, String event, Optional<EmailAddress> email)
            implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return Comparator.comparingInt(Candidate::rank)
                    .thenComparing(Candidate::at, Comparator.reverseOrder())
                    .thenComparing(Candidate::event, Comparator.reverseOrder())
                    .thenComparing(c -> c.email.map(EmailAddress::value), EMPTY_FIRST_TEXT)
                    .compare(this, other);
        }
    }

    /** The buyer's masked address; the earliest telling counts. */
    public record Buyer(long at, String masked) implements Comparable<Buyer> {
        /** All but the first letter hidden. */
        public static Buyer of(long at, EmailAddress email) {
            var at0 = email.value().indexOf('@');
            return new Buyer(at, email.value().charAt(0) + "***" + email.value().substring(at0));
        }

        @Override
        public int compareTo(Buyer other) {
            return Comparator.comparingLong(Buyer::at)
                    .thenComparing(Buyer::masked)
                    .compare(this, other);
        }
    }

    private static final Comparator<Optional<Long>> EMPTY_FIRST = Comparator.comparing(o -> o.orElse(Long.MIN_VALUE));
    private static final Comparator<Optional<String>> EMPTY_FIRST_TEXT = Comparator.comparing(o -> o.orElse(""));

    public PurchaseFacts {
        orderIds = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(orderIds));
    }

    /** Both together. */
    public PurchaseFacts and(PurchaseFacts other) {
        var orders = new TreeSet<>(orderIds);
        orders.addAll(other.orderIds);
        return new PurchaseFacts(
                greater(product, other.product),
                greater(status, other.status),
                greater(paidUntil, other.paidUntil),
                greater(interval, other.interval),
                lesser(purchasedAt, other.purchasedAt),
                lesser(startedAt, other.startedAt),
                greater(lastChargeAt, other.lastChargeAt),
                greater(lastFailureAt, other.lastFailureAt),
                greater(failure, other.failure),
                lesser(refundedAt, other.refundedAt),
                lesser(partlyRefundedAt, other.partlyRefundedAt),
                lesser(chargedBackAt, other.chargedBackAt),
                lesser(endsAt, other.endsAt),
                orders,
                lesser(reference, other.reference),
                greater(candidate, other.candidate),
                lesser(buyer, other.buyer),
                test || other.test);
    }

    /** The address by which it finds its account. */
    public Optional<EmailAddress> linkEmail() {
        return candidate.flatMap(Candidate::email);
    }

    /** The same without anybody's address; which rank was heard stays known. */
    PurchaseFacts withoutAddresses() {
        var copy = builder(this);
        copy.candidate = candidate.map(c -> new Candidate(c.rank, c.at, c.event, Optional.empty()));
        copy.buyer = Optional.empty();
        return copy.build();
    }

    /** The same with who it belongs to left as it was told before. */
    PurchaseFacts withAddressesOf(PurchaseFacts before) {
        var copy = builder(this);
        copy.candidate = before.candidate;
        copy.buyer = before.buyer;
        return copy.build();
    }

    private static <T extends Comparable<T>> Optional<T> greater(Optional<T> one, Optional<T> other) {
        return join(one, other, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static <T extends Comparable<T>> Optional<T> lesser(Optional<T> one, Optional<T> other) {
        return join(one, other, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    private static <T> Optional<T> join(Optional<T> one, Optional<T> other, BinaryOperator<T> choice) {
        return one.isEmpty() ? other : other.isEmpty() ? one : Optional.of(choice.apply(one.get(), other.get()));
    }

    public static Builder builder() {
        return new Builder();
    }

    private static Builder builder(PurchaseFacts facts) {
        var builder = new Builder();
        builder.product = facts.product;
        builder.status = facts.status;
        builder.paidUntil = facts.paidUntil;
        builder.interval = facts.interval;
        builder.purchasedAt = facts.purchasedAt;
        builder.startedAt = facts.startedAt;
        builder.lastChargeAt = facts.lastChargeAt;
        builder.lastFailureAt = facts.lastFailureAt;
        builder.failure = facts.failure;
        builder.refundedAt = facts.refundedAt;
        builder.partlyRefundedAt = facts.partlyRefundedAt;
        builder.chargedBackAt = facts.chargedBackAt;
        builder.endsAt = facts.endsAt;
        builder.orderIds = new TreeSet<>(facts.orderIds);
        builder.reference = facts.reference;
        builder.candidate = facts.candidate;
        builder.buyer = facts.buyer;
        builder.test = facts.test;
        return builder;
    }

    /** What one event or row tells; what is not set is not known. */
    public static final class Builder {
        public Optional<Named> product = Optional.empty();
        public Optional<Status> status = Optional.empty();
        public Optional<Paid> paidUntil = Optional.empty();
        public Optional<Interval> interval = Optional.empty();
        public Optional<Long> purchasedAt = Optional.empty();
        public Optional<Long> startedAt = Optional.empty();
        public Optional<Long> lastChargeAt = Optional.empty();
        public Optional<Long> lastFailureAt = Optional.empty();
        public Optional<Failure> failure = Optional.empty();
        public Optional<Long> refundedAt = Optional.empty();
        public Optional<Long> partlyRefundedAt = Optional.empty();
        public Optional<Long> chargedBackAt = Optional.empty();
        public Optional<Long> endsAt = Optional.empty();
        public SortedSet<String> orderIds = new TreeSet<>();
        public Optional<OrderReference> reference = Optional.empty();
        public Optional<Candidate> candidate = Optional.empty();
        public Optional<Buyer> buyer = Optional.empty();
        public boolean test;

        private Builder() {}

        public PurchaseFacts build() {
            return new PurchaseFacts(
                    product,
                    status,
                    paidUntil,
                    interval,
                    purchasedAt,
                    startedAt,
                    lastChargeAt,
                    lastFailureAt,
                    failure,
                    refundedAt,
                    partlyRefundedAt,
                    chargedBackAt,
                    endsAt,
                    orderIds,
                    reference,
                    candidate,
                    buyer,
                    test);
        }
    }
}
