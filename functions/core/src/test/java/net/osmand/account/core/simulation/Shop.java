package net.osmand.account.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.Entitlement;
import net.osmand.account.core.purchases.LinkPurchases;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.purchases.PurchaseRules;
import net.osmand.account.core.purchases.PurchasesTestBed;
import net.osmand.account.core.purchases.ShopEvent;
import net.osmand.account.core.purchases.SubscriptionState;
import net.osmand.account.core.purchases.UseOrderId;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;
import net.osmand.account.core.values.UnavailableException;

/** The shop with its subscriptions. It resends an event until it is acknowledged. */
final class Shop {
    static final List<String> ACTIONS = List.of("buys", "renews", "cancels", "the shop repeats");

    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final PurchaseRules RULES = PurchaseRules.standard(false);
    private static final DeletedOwnerHash OWNERS = new DeletedOwnerHash(new KeyedHash(() -> "pepper"));
    private static final Duration YEAR = Duration.ofDays(365);

    private final AccountTestBed bed;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Set<String> proofs = new HashSet<>();
    private Optional<ShopEvent> last = Optional.empty();
    private PortWrapper wrapper = PortWrapper.none();
    private int events;

    private record Subscription(String id, String buyer, long paidUntil) {}

    Shop(AccountTestBed bed) {
        this.bed = bed;
        bed.purchases.readAccountsFrom(
                email -> bed.accounts
                        .find(email)
                        .flatMap(bed.accounts::account)
                        .filter(account -> account.access().proven())
                        .map(Account::id),
                id -> bed.accounts
                        .account(id)
                        .filter(account -> !account.closing())
                        .isEmpty());
        bed.verified = this::hear;
    }

    /** Sets the wrapper for later calls about purchases. */
    void disturb(PortWrapper disturbing) {
        wrapper = disturbing;
    }

    /** Links the purchases that wait for a proven address to its account. */
    private void hear(AccountId account, EmailAddress email) {
        var repository = wrapper.over(PurchaseRepository.class, bed.purchases);
        new LinkPurchases(repository, CATALOGUE, RULES, OWNERS, new UseOrderId(repository, CATALOGUE, RULES))
                .claim(account, email);
    }

    private static String proof(AccountId account, String address) {
        return account.value() + " " + address;
    }

    /** Runs one of {@link #ACTIONS} for that buyer. */
    void happens(String action, String buyer, Random random) {
        var now = bed.clock.millis();
        if (action.equals("buys")) {
            var id = "S" + (subscriptions.size() + 1);
            subscriptions.add(new Subscription(id, buyer, now + YEAR.toMillis()));
            send(event(subscriptions.size() - 1, SubscriptionState.ACTIVE));
        } else if (action.equals("the shop repeats")) {
            last.ifPresent(event -> {
                var before = bed.purchases.purchases();
                send(event);
                assertThat(bed.purchases.purchases())
                        .as("I6: purchases after a repeated event")
                        .isEqualTo(before);
            });
        } else if (!subscriptions.isEmpty()) {
            var number = random.nextInt(subscriptions.size());
            var isRenewal = action.equals("renews");
            if (isRenewal) {
                var old = subscriptions.get(number);
                subscriptions.set(number, new Subscription(old.id(), old.buyer(), now + YEAR.toMillis()));
            }
            send(event(number, isRenewal ? SubscriptionState.ACTIVE : SubscriptionState.CANCELLED));
        }
    }

    private ShopEvent event(int number, SubscriptionState state) {
        var about = subscriptions.get(number);
        var event = testBed(PortWrapper.none())
                .subscriptionEvent("evt-" + ++events, about.id(), about.buyer(), state, about.paidUntil());
        last = Optional.of(event);
        return event;
    }

    private void send(ShopEvent event) {
        try {
            testBed(wrapper).recordEvent.record(event);
        } catch (Crash | UnavailableException disturbed) {
            testBed(PortWrapper.none()).recordEvent.record(event);
        }
    }

    private PurchasesTestBed testBed(PortWrapper disturbing) {
        return new PurchasesTestBed(CATALOGUE, disturbing, bed.purchases, bed.clock);
    }

    /** Returns the plan that the account's entitlements grant. */
    Plan plan(AccountId account) {
        var granted =
                bed.purchases.granted().getOrDefault(account.value(), Map.of()).values();
        if (granted.stream().anyMatch(entitlement -> entitlement.proUntil() > bed.clock.millis())) {
            return Plan.PRO;
        }
        var had = granted.stream().anyMatch(entitlement -> entitlement.proUntil() != Entitlement.NEVER);
        return had ? Plan.LAPSED_PRO : Plan.START;
    }

    /** I10: an account has a purchase only after a proof of its address. Purchases are never lost or shared. */
    void check() {
        bed.accounts.all().stream()
                .filter(account -> account.access().proven())
                .forEach(account ->
                        proofs.add(proof(account.id(), account.email().value())));
        var purchases = bed.purchases.purchases();
        assertThat(purchases).as("I8: purchases").hasSameSizeAs(subscriptions);
        for (var purchase : purchases) {
            purchase.owner().ifPresent(owner -> {
                var buyer = buyer(purchase.id());
                assertThat(proofs).as("I10: proofs of the buyer").contains(proof(owner, buyer));
            });
        }
        bed.purchases
                .granted()
                .forEach((account, grants) -> grants.keySet()
                        .forEach(id -> assertThat(purchases.stream()
                                        .filter(purchase -> purchase.id().equals(id))
                                        .flatMap(purchase -> purchase.owner().stream())
                                        .map(AccountId::value))
                                .as("the owner of an entitlement")
                                .containsExactly(account)));
    }

    private String buyer(PurchaseId purchase) {
        var id = purchase.subscriptionId().orElseThrow();
        return subscriptions.stream()
                .filter(subscription -> subscription.id().equals(id))
                .map(Subscription::buyer)
                .findFirst()
                .orElseThrow();
    }

    /** Checks that each purchase has an owner after all addresses were proven. */
    void isLinked() {
        assertThat(bed.purchases.purchases())
                .as("purchases whose address is proven")
                .allSatisfy(purchase -> assertThat(purchase.owner()).isPresent());
    }
}
