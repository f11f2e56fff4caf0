package net.osmand.account.core.purchases;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.purchases.PurchaseRepository.Change;

/**
 * Lists the purchases of an account and derives its plan at a given time
 * (docs/protocol/purchases.md#api-for-the-portal).
 */
public final class ListPurchases {
    /** The order id of accounts that have Pro because the operator gives Pro to all accounts. */
    public static final String SELF_HOSTED = "promo_self_hosted";

    private static final long NO_END = 4_102_444_800_000L;

    private final PurchaseRepository repository;
    private final Catalogue catalogue;
    private final PurchaseRules rules;
    private final LinkPurchases linkPurchases;
    private final UseOrderId useOrderId;
    private final boolean proForAll;

    public ListPurchases(
            PurchaseRepository repository,
            Catalogue catalogue,
            PurchaseRules rules,
            LinkPurchases linkPurchases,
            UseOrderId useOrderId,
            Plan defaultPlan) {
        this.repository = repository;
        this.catalogue = catalogue;
        this.rules = rules;
        this.linkPurchases = linkPurchases;
        this.useOrderId = useOrderId;
        proForAll = defaultPlan == Plan.PRO;
    }

    /**
     * The plan of an account and its purchases.
     *
     * @param until the end of the plan, epoch milliseconds; empty for a lifetime and for Start
     * @param purchase the purchase that grants the plan until then; empty for Start
     */
    public record AccountPlan(
            Tier tier, Optional<Long> until, Optional<PurchaseId> purchase, List<PurchaseStatus> listed) {}

    /** Claims the purchases that wait for the account's proven address, then lists all purchases. */
    public AccountPlan of(Account account, long now) {
        linkPurchases.claim(account.id(), account.email());
        return of(account.registeredAt(), repository.ofAccount(account.id()), now);
    }

    /** Lists the purchases without claiming any. */
    public AccountPlan stored(Account account, long now) {
        return of(account.registeredAt(), repository.ofAccount(account.id()), now);
    }

    private AccountPlan of(long registeredAt, List<Purchase> purchases, long now) {
        var all = new java.util.ArrayList<>(purchases);
        if (proForAll) {
            all.add(selfHosted(registeredAt));
        }
        var statuses =
                all.stream().map(p -> new PurchaseStatus(p, catalogue, rules)).toList();
        var listed =
                statuses.stream().filter(PurchaseStatus::isListed).sorted(ORDER).toList();
        for (var tier : List.of(Tier.PRO, Tier.MAPS_PLUS)) {
            var best = statuses.stream()
                    .filter(s -> s.entitlement().until(tier) > now)
                    .max(Comparator.comparingLong(
                                    (PurchaseStatus s) -> s.entitlement().until(tier))
                            .thenComparing(s -> s.purchase().id()));
            if (best.isPresent()) {
                var until = best.get().entitlement().until(tier);
                return new AccountPlan(
                        tier,
                        until == Entitlement.FOREVER ? Optional.empty() : Optional.of(until),
                        best.map(s -> s.purchase().id()),
                        listed);
            }
        }
        return new AccountPlan(Tier.START, Optional.empty(), Optional.empty(), listed);
    }

    /**
     * Finds the purchases of an order id, regardless of their owner (docs/protocol/app-purchases.md#routes). Empty if
     * the order id is unknown.
     */
    public List<PurchaseStatus> ordered(String orderId) {
        if (proForAll && orderId.equals(SELF_HOSTED)) {
            return List.of(new PurchaseStatus(selfHosted(0), catalogue, rules));
        }
        return useOrderId.resolve(orderId).stream()
                .map(purchase -> new PurchaseStatus(purchase, catalogue, rules))
                .filter(PurchaseStatus::isListed)
                .toList();
    }

    /** Grants the plans of purchases whose products were added to the catalogue later. Runs on a schedule. */
    public void repair() {
        for (var purchase : repository.unknown()) {
            if (!purchase.isUnknownTo(catalogue)) {
                // A lost race needs no retry, because the other writer also applies the catalogue.
                repository.commit(
                        Optional.empty(), List.of(Change.of(purchase, purchase, catalogue, rules)), List.of());
            }
        }
    }

    /** Returns the gift of a stack whose DefaultPlan is PRO. It is not stored. */
    public static Purchase selfHosted(long since) {
        var facts = PurchaseFacts.builder();
        facts.product =
                Optional.of(new PurchaseFacts.ProductReference(since, Optional.of(SELF_HOSTED), Optional.empty()));
        facts.purchasedAt = Optional.of(since);
        facts.endsAt = Optional.of(NO_END);
        return new Purchase(PurchaseId.gift(SELF_HOSTED), facts.build(), Optional.empty(), Optional.empty(), 0);
    }

    /**
     * Subscriptions by start time, then one-time purchases and gifts by purchase time; newest first, unknown times
     * last.
     */
    private static final Comparator<PurchaseStatus> ORDER = Comparator.comparing((PurchaseStatus s) -> rest(s))
            .thenComparing(
                    newest(s -> rest(s) ? s.boughtAt() : s.purchase().facts().startedAt()))
            .thenComparing(s -> s.purchase().id());

    private static boolean rest(PurchaseStatus status) {
        return status.purchase().isOneTime() || status.purchase().isGift();
    }

    private static Comparator<PurchaseStatus> newest(Function<PurchaseStatus, Optional<Long>> time) {
        return Comparator.comparing(s -> time.apply(s).orElse(Long.MIN_VALUE), Comparator.reverseOrder());
    }
}
