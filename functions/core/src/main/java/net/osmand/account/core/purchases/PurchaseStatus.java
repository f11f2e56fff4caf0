package net.osmand.account.core.purchases;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;

/**
 * What a purchase's facts mean (docs/protocol/purchases.md#grants-and-status): a pure function of the facts, the catalogue and the rules. Only
 * {@link #state} and {@link #status} ask for the moment.
 */
public final class PurchaseStatus {
    /** A charge this long before the period's end renews it; an earlier one is a proration. */
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

    /** Whether it is shown at all. */
    public boolean isListed() {
        return product.filter(p -> p.listed() && p.crossPlatform()).isPresent() && (!isTest() || rules.acceptTest());
    }

    public boolean isTest() {
        return facts.test() || product.filter(Product::test).isPresent();
    }

    /** What it grants whoever owns it. */
    public Entitlement entitlement() {
        if (!isListed()) {
            return new Entitlement(purchase.orderId(), Entitlement.NEVER, Entitlement.NEVER);
        }
        return new Entitlement(purchase.orderId(), until(Tier.PRO), until(Tier.MAPS_PLUS));
    }

    /** Until when this tier is granted, by this purchase alone. */
    private long until(Tier tier) {
        return product.stream()
                .flatMap(p -> p.rights().stream())
                .filter(right -> right.tier() == tier)
                .mapToLong(right -> Math.min(
                        accessUntil(),
                        right.duration()
                                .map(duration -> Periods.plus(boughtAt().orElse(0L), duration, 1))
                                .orElse(Entitlement.FOREVER)))
                .max()
                .orElse(Entitlement.NEVER);
    }

    /** The moment at which rights really stop; equal is after. */
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

    /** The state with charges and failures since the last snapshot counted in. */
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

    /** The end of the paid period, with a renewal counted in that no snapshot has told yet. */
    private Optional<Long> periodEnd() {
        return told().map(end -> {
            var charge = facts.lastChargeAt().orElse(Long.MIN_VALUE);
            var step = step();
            if (step.isEmpty() || charge < end - RENEWAL_WINDOW.toMillis()) {
                return end;
            }
            return Periods.firstAfter(end, step.get(), charge);
        });
    }

    /** The end of the paid period as it was told, else estimated from the order. */
    private Optional<Long> told() {
        return facts.paidUntil()
                .map(PurchaseFacts.Paid::until)
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
        return facts.status().flatMap(PurchaseFacts.Status::endsAt).or(this::told);
    }

    /** When it was bought: the order's time, else when it began. */
    public Optional<Long> boughtAt() {
        return facts.purchasedAt().or(facts::startedAt);
    }

    /** What the wire calls the state at this moment. */
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

    /** What a person is shown: active, expired or cancelled. */
    public String status(long now) {
        return switch (state(now)) {
            case "active", "trial", "in_grace_period" -> "active";
            case "cancelled", "refunded", "charged_back" -> "cancelled";
            default -> "expired";
        };
    }

    /** When it ends or ended, without tolerance; empty for a lifetime. */
    public Optional<Long> expiresAt() {
        if (purchase.isGift()) {
            return facts.endsAt();
        }
        if (purchase.isOneTime()) {
            return boughtAt()
                    .flatMap(at -> product.stream()
                            .flatMap(p -> p.rights().stream())
                            .flatMap(right -> right.duration().stream())
                            .map(duration -> Periods.plus(at, duration, 1))
                            .max(Long::compare));
        }
        return switch (effectiveState()) {
            case ACTIVE, TRIAL, OVERDUE, PAUSED -> periodEnd();
            case CANCELLED, ENDED -> endsAt();
        };
    }

    /** When the next charge comes, while it renews and still grants. */
    public Optional<Long> nextBillingAt(long now) {
        var renews = !purchase.isOneTime()
                && !purchase.isGift()
                && (state(now).equals("active") || state(now).equals("trial"));
        return renews ? periodEnd() : Optional.empty();
    }

    /** When a pause ends. */
    public Optional<Long> resumesAt() {
        return facts.status()
                .filter(status -> status.state() == SubscriptionState.PAUSED)
                .flatMap(PurchaseFacts.Status::resumesAt);
    }

    /** {@code monthly}, {@code annual} or {@code one_time}. */
    public String type() {
        if (purchase.isOneTime() || purchase.isGift()) {
            return "one_time";
        }
        return step().filter(period -> period.toTotalMonths() >= 12).isPresent() ? "annual" : "monthly";
    }
}
