package net.osmand.account.core.purchases;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Builds the facts of one event or row. Facts that are not set are unknown. */
public final class PurchaseFactsBuilder {
    public Optional<PurchaseFacts.ProductReference> product = Optional.empty();
    public Optional<PurchaseFacts.Status> status = Optional.empty();
    public Optional<PurchaseFacts.PaidPeriod> paidUntil = Optional.empty();
    public Optional<PurchaseFacts.Interval> interval = Optional.empty();
    public Optional<Long> purchasedAt = Optional.empty();
    public Optional<Long> startedAt = Optional.empty();
    public Optional<Long> lastChargeAt = Optional.empty();
    public Optional<Long> lastFailureAt = Optional.empty();
    public Optional<PurchaseFacts.Failure> failure = Optional.empty();
    public Optional<Long> refundedAt = Optional.empty();
    public Optional<Long> partlyRefundedAt = Optional.empty();
    public Optional<Long> chargedBackAt = Optional.empty();
    public Optional<Long> endsAt = Optional.empty();
    public SortedSet<String> orderIds = new TreeSet<>();
    public Optional<PurchaseFacts.OrderReference> reference = Optional.empty();
    public Optional<PurchaseFacts.Candidate> candidate = Optional.empty();
    public Optional<PurchaseFacts.Buyer> buyer = Optional.empty();
    public boolean test;

    PurchaseFactsBuilder() {}

    /** Returns a builder with the same facts. */
    static PurchaseFactsBuilder of(PurchaseFacts facts) {
        var builder = new PurchaseFactsBuilder();
        builder.product = facts.product();
        builder.status = facts.status();
        builder.paidUntil = facts.paidUntil();
        builder.interval = facts.interval();
        builder.purchasedAt = facts.purchasedAt();
        builder.startedAt = facts.startedAt();
        builder.lastChargeAt = facts.lastChargeAt();
        builder.lastFailureAt = facts.lastFailureAt();
        builder.failure = facts.failure();
        builder.refundedAt = facts.refundedAt();
        builder.partlyRefundedAt = facts.partlyRefundedAt();
        builder.chargedBackAt = facts.chargedBackAt();
        builder.endsAt = facts.endsAt();
        builder.orderIds = new TreeSet<>(facts.orderIds());
        builder.reference = facts.reference();
        builder.candidate = facts.candidate();
        builder.buyer = facts.buyer();
        builder.test = facts.test();
        return builder;
    }

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
