package net.osmand.account.core.purchases;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;

/**
 * Interprets the facts of a purchase (docs/protocol/purchases.md#grants-and-status). A pure function of the facts, the
 * catalogue and the rules. Only {@link #state}, {@link #status} and {@link #nextBillingAt} depend on the current time.
 */
public final class PurchaseStatus {
    /** A charge at most this long before the end of the period renews it. An earlier charge is a proration. */
    private static final Duration RENEWAL_WINDOW = Duration.ofDays(2);

    private final Purchase purchase;
    private final PurchaseFacts facts;
    private final Optional<Product> product;
    private final PurchaseRules rules;

    public PurchaseStatus(Purchase purchase, Catalogue catalogue, PurchaseRules rules) {
        this.purchase = purchase;
        this.facts = purchase.facts();
        this.product = purchase.product(catalogue);
        this.rules = rules;
    }

    public Purchase purchase() {
        return purchase;
    }

    public Optional<Product> product() {
        return product;
    }

    /** Returns whether the purchase is shown and can grant a plan. */
    public boolean isListed() {
        return product.filter(p -> p.listed() && p.crossPlatform()).isPresent() && (!isTest() || rules.acceptTest());
    }

    public boolean isTest() {
        return facts.test() || product.filter(Product::test).isPresent();
    }

    /** Returns the plans that the purchase grants its owner. */
    public Entitlement entitlement() {
        if (!isListed()) {
            return new Entitlement(purchase.orderId(), Entitlement.NEVER, Entitlement.NEVER);
        }
        return new Entitlement(purchase.orderId(), until(Tier.PRO), until(Tier.MAPS_PLUS));
    }

    /** Returns the end of this tier by this purchase, epoch milliseconds. */
    private long until(Tier tier) {
        return product.stream()
                .flatMap(p -> p.grants().stream())
                .filter(grant -> grant.tier() == tier)
                .mapToLong(grant -> Math.min(
                        accessUntil(),
                        grant.duration()
                                .map(duration -> Periods.plus(boughtAt().orElse(0L), duration, 1))
                                .orElse(Entitlement.FOREVER)))
                .max()
                .orElse(Entitlement.NEVER);
    }

    /** Returns the time at which the grants end, epoch milliseconds, exclusive. */
    public long accessUntil() {
        var cut = facts.chargedBackAt().orElse(Entitlement.FOREVER);
        if (purchase.isGift()) {
            return Math.min(cut, facts.endsAt().orElse(Entitlement.FOREVER));
        }
        if (purchase.isOneTime()) {
            return Math.min(cut, facts.refundedAt().orElse(Entitlement.FOREVER));
        }
        return Math.min(cut, subscriptionUntil());
    }

    private long subscriptionUntil() {
        return switch (effectiveState()) {
            case ACTIVE, TRIAL ->
                periodEnd()
                        .map(end -> Periods.plus(end, rules.renewalTolerance()))
                        .orElse(Entitlement.NEVER);
            case OVERDUE ->
                periodEnd().map(end -> Periods.plus(end, rules.overdueGrace())).orElse(Entitlement.NEVER);
            case CANCELLED, ENDED -> endsAt().orElse(Entitlement.NEVER);
            case PAUSED -> statusAt();
        };
    }

    /** Returns the state in the last snapshot, updated by later charges and failures. */
    private SubscriptionState effectiveState() {
        var state = facts.status().map(PurchaseFacts.Status::state).orElse(SubscriptionState.ACTIVE);
        var charge = facts.lastChargeAt().orElse(Long.MIN_VALUE);
        var failure = facts.lastFailureAt().orElse(Long.MIN_VALUE);
        if (state == SubscriptionState.OVERDUE && charge > Math.max(statusAt(), failure)) {
            return SubscriptionState.ACTIVE;
        }
        if ((state == SubscriptionState.ACTIVE || state == SubscriptionState.TRIAL)
                && failure > Math.max(statusAt(), charge)) {
            return SubscriptionState.OVERDUE;
        }
        return state;
    }

    private long statusAt() {
        return facts.status().map(PurchaseFacts.Status::at).orElse(0L);
    }

    /** Returns the end of the paid period, including a renewal that is not in a snapshot yet. */
    private Optional<Long> periodEnd() {
        return reportedPeriodEnd().map(end -> {
            var charge = facts.lastChargeAt().orElse(Long.MIN_VALUE);
            var step = step();
            if (step.isEmpty() || charge < end - RENEWAL_WINDOW.toMillis()) {
                return end;
            }
            return Periods.firstAfter(end, step.get(), charge);
        });
    }

    /** Returns the end of the paid period in the newest snapshot, otherwise an estimate from the order. */
    private Optional<Long> reportedPeriodEnd() {
        return facts.paidUntil()
                .map(PurchaseFacts.PaidPeriod::until)
                .or(() -> facts.purchasedAt()
                        .flatMap(at -> product.flatMap(Product::period).map(period -> Periods.plus(at, period, 1))));
    }

    private Optional<Period> step() {
        return facts.interval()
                .filter(interval -> interval.length() > 0)
                .flatMap(interval -> Periods.of(interval.unit(), interval.length()))
                .or(() -> product.flatMap(Product::period));
    }

    private Optional<Long> endsAt() {
        return facts.status().flatMap(PurchaseFacts.Status::endsAt).or(this::reportedPeriodEnd);
    }

    /** Returns the purchase time of the order, otherwise the start time, epoch milliseconds. */
    public Optional<Long> boughtAt() {
        return facts.purchasedAt().or(facts::startedAt);
    }

    /** Returns the state at this time, as named in the protocol. */
    public String state(long now) {
        var before = now < accessUntil();
        if (facts.chargedBackAt().isPresent()) {
            return "charged_back";
        }
        if (purchase.isGift()) {
            return before ? "active" : "expired";
        }
        if (purchase.isOneTime()) {
            return facts.refundedAt().isPresent() ? "refunded" : "active";
        }
        var state = effectiveState();
        if (facts.refundedAt().isPresent() && state == SubscriptionState.ENDED) {
            return "refunded";
        }
        return switch (state) {
            case ACTIVE, TRIAL -> before ? state.name().toLowerCase(Locale.ROOT) : "expired";
            case OVERDUE -> before ? "in_grace_period" : "on_hold";
            case CANCELLED, ENDED -> before ? "cancelled" : "expired";
            case PAUSED -> "paused";
        };
    }

    /** Returns the status shown to users: active, expired or cancelled. */
    public String status(long now) {
        return switch (state(now)) {
            case "active", "trial", "in_grace_period" -> "active";
            case "cancelled", "refunded", "charged_back" -> "cancelled";
            default -> "expired";
        };
    }

    /** Returns the end of the purchase without tolerance, epoch milliseconds; empty for a lifetime. */
    public Optional<Long> expiresAt() {
        if (purchase.isGift()) {
            return facts.endsAt();
        }
        if (purchase.isOneTime()) {
            return boughtAt()
                    .flatMap(at -> product.stream()
                            .flatMap(p -> p.grants().stream())
                            .flatMap(grant -> grant.duration().stream())
                            .map(duration -> Periods.plus(at, duration, 1))
                            .max(Long::compare));
        }
        return switch (effectiveState()) {
            case ACTIVE, TRIAL, OVERDUE, PAUSED -> periodEnd();
            case CANCELLED, ENDED -> endsAt();
        };
    }

    /** Returns the time of the next charge, if the subscription renews and still grants a plan. */
    public Optional<Long> nextBillingAt(long now) {
        var renews = !purchase.isOneTime()
                && !purchase.isGift()
                && (state(now).equals("active") || state(now).equals("trial"));
        return renews ? periodEnd() : Optional.empty();
    }

    /** Returns the end of a pause, epoch milliseconds; empty if the subscription is not paused. */
    public Optional<Long> resumesAt() {
        return facts.status()
                .filter(status -> status.state() == SubscriptionState.PAUSED)
                .flatMap(PurchaseFacts.Status::resumesAt);
    }

    /** Returns {@code monthly}, {@code annual} or {@code one_time}. */
    public String type() {
        if (purchase.isOneTime() || purchase.isGift()) {
            return "one_time";
        }
        return step().filter(period -> period.toTotalMonths() >= 12).isPresent() ? "annual" : "monthly";
    }
}
