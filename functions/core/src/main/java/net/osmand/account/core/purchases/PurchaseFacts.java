package net.osmand.account.core.purchases;

import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import net.osmand.account.core.values.EmailAddress;

/**
 * The merged facts of all events about one purchase. Each fact has a rule that decides which of two values wins (the
 * earliest, the latest, the newer or the stronger). So {@link #merge} is commutative, associative and idempotent, and the
 * result does not depend on the order or repetition of events. {@link PurchaseStatus} interprets the facts. Times are
 * epoch milliseconds.
 *
 * @param product the newest product; a change of plan keeps the purchase
 * @param status the state in the newest snapshot; without a snapshot, an ordered subscription is provisionally active
 * @param paidUntil the newest end of a paid period
 * @param purchasedAt the earliest purchase time in an order
 * @param startedAt the earliest start time in a snapshot
 * @param refundedAt the time of the first full refund
 * @param endsAt the end of a gift
 * @param orderIds the ids of the first order and of renewals
 * @param buyer the buyer's masked address
 * @param test whether any event was marked as a test
 */
public record PurchaseFacts(
        Optional<ProductReference> product,
        Optional<Status> status,
        Optional<PaidPeriod> paidUntil,
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

    /** No facts. */
    public static final PurchaseFacts NONE = builder().build();

    /** The product in a snapshot or an order of that time. An order counts as older than any snapshot. */
    public record ProductReference(long at, Optional<String> sku, Optional<String> path)
            implements Comparable<ProductReference> {
        @Override
        public int compareTo(ProductReference other) {
            return Comparator.comparingLong(ProductReference::at)
                    .thenComparing(ProductReference::sku, EMPTY_FIRST_TEXT)
                    .thenComparing(ProductReference::path, EMPTY_FIRST_TEXT)
                    .compare(this, other);
        }
    }

    /**
     * The state in a snapshot.
     *
     * @param at the time when the subscription changed, by which snapshots are ordered
     * @param next the time of the next charge in the snapshot
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

    /** The end of a paid period in a snapshot of that time. */
    public record PaidPeriod(long at, long until) implements Comparable<PaidPeriod> {
        @Override
        public int compareTo(PaidPeriod other) {
            return Comparator.comparingLong(PaidPeriod::at)
                    .thenComparingLong(PaidPeriod::until)
                    .compare(this, other);
        }
    }

    /** The billing interval in a snapshot of that time, with FastSpring's unit. */
    public record Interval(long at, String unit, int length) implements Comparable<Interval> {
        @Override
        public int compareTo(Interval other) {
            return Comparator.comparingLong(Interval::at)
                    .thenComparing(Interval::unit)
                    .thenComparingInt(Interval::length)
                    .compare(this, other);
        }
    }

    /** The reason for a failed charge. */
    public record Failure(long at, String reason) implements Comparable<Failure> {
        @Override
        public int compareTo(Failure other) {
            return Comparator.comparingLong(Failure::at)
                    .thenComparing(Failure::reason)
                    .compare(this, other);
        }
    }

    /** The first order, with the reference shown to its buyer. The earliest event wins. */
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
     * A link e-mail: an address by which the purchase finds its account. The higher rank wins, then the earliest event,
     * then the lowest event id (docs/protocol/purchases.md#link-a-purchase-to-an-account).
     *
     * @param rank 3 for the tag of the order, 2 for its customer, 1 for the contact of the FastSpring account
     * @param email empty after the account with this address was deleted
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

    /** The buyer's masked address. The earliest event wins. */
    public record Buyer(long at, String masked) implements Comparable<Buyer> {
        /** Masks the part before the at sign, except for its first letter. */
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

    /** Merges both. */
    public PurchaseFacts merge(PurchaseFacts other) {
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

    /** Returns the address by which the purchase finds its account. */
    public Optional<EmailAddress> linkEmail() {
        return candidate.flatMap(Candidate::email);
    }

    /** Returns a copy without addresses. The rank of the link e-mail stays. */
    PurchaseFacts withoutAddresses() {
        var copy = PurchaseFactsBuilder.of(this);
        copy.candidate = candidate.map(c -> new Candidate(c.rank, c.at, c.event, Optional.empty()));
        copy.buyer = Optional.empty();
        return copy.build();
    }

    /** Returns a copy with the link e-mail and the buyer of the earlier facts. */
    PurchaseFacts withAddressesOf(PurchaseFacts before) {
        var copy = PurchaseFactsBuilder.of(this);
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

    public static PurchaseFactsBuilder builder() {
        return new PurchaseFactsBuilder();
    }
}
