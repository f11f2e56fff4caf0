package net.osmand.account.core.purchases;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.InMemoryAccounts;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.purchases.PurchaseFacts.Candidate;
import net.osmand.account.core.purchases.PurchaseFacts.ProductReference;
import net.osmand.account.core.purchases.PurchaseFacts.Status;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;

/** The use cases of purchases on in-memory ports, with events as created by the shop's adapter. */
public final class PurchasesTestBed {
    public static final String PRO_ANNUAL = "net.osmand.fastspring.subscription.pro.annual";
    public static final String MAPS_PLUS = "net.osmand.fastspring.inapp.maps.plus";
    public static final String XV = "net.osmand.fastspring.inapp.osmand_pro_xv";
    public static final long DAY = Duration.ofDays(1).toMillis();

    public final TestClock clock;
    public final InMemoryPurchaseRepository repository;
    public final InMemoryAccounts accounts;
    public final PurchaseRules rules = PurchaseRules.standard(false);
    public final RecordEvent recordEvent;
    public final LinkPurchases linkPurchases;
    public final UnlinkPurchases unlinkPurchases;
    public final UseOrderId useOrderId;
    public final ReportOrderId reportOrderId;
    public final ListPurchases listPurchases;
    public final Gifts gifts;
    private int events;

    public PurchasesTestBed() {
        this(Catalogue.shipped(), PortWrapper.none());
    }

    public PurchasesTestBed(Catalogue catalogue, PortWrapper wrapper) {
        this(catalogue, wrapper, new InMemoryPurchaseRepository());
    }

    /** Creates a test bed that shares the purchases of another one. */
    public PurchasesTestBed(Catalogue catalogue, PortWrapper wrapper, InMemoryPurchaseRepository purchases) {
        this(catalogue, wrapper, purchases, new TestClock());
    }

    /** Creates a test bed that shares the purchases and the clock of another one. */
    public PurchasesTestBed(
            Catalogue catalogue, PortWrapper wrapper, InMemoryPurchaseRepository purchases, TestClock clock) {
        this.clock = clock;
        accounts = new InMemoryAccounts(clock);
        repository = purchases;
        var wrapped = wrapper.over(PurchaseRepository.class, repository);
        var hash = new DeletedOwnerHash(new KeyedHash(() -> "pepper"));
        recordEvent = new RecordEvent(wrapped, catalogue, rules, clock);
        useOrderId = new UseOrderId(wrapped, catalogue, rules);
        linkPurchases = new LinkPurchases(wrapped, catalogue, rules, hash, useOrderId);
        unlinkPurchases = new UnlinkPurchases(wrapped, catalogue, hash);
        reportOrderId = new ReportOrderId(accounts, wrapped, useOrderId, clock);
        listPurchases = listFor(catalogue, Plan.START);
        gifts = new Gifts(recordEvent, clock, new SecureRandom());
    }

    /** Returns the use case for a stack with that default plan. */
    public ListPurchases listFor(Catalogue catalogue, Plan defaultPlan) {
        return new ListPurchases(repository, catalogue, rules, linkPurchases, useOrderId, defaultPlan);
    }

    /** Proves the address of the account. */
    public void proves(Account account) {
        repository.prove(account.email(), account.id());
        linkPurchases.claim(account.id(), account.email());
    }

    /** Creates an account with a proven address. */
    public Account proves(String email) {
        var account = unproven(email);
        proves(account);
        return account;
    }

    /** Creates an account with an unproven address. */
    public Account unproven(String email) {
        var id = accounts.create(new EmailAddress(email), "subject", clock.millis());
        return accounts.account(id).orElseThrow();
    }

    public Tier tier(Account account) {
        return listPurchases.of(account, clock.millis()).tier();
    }

    /** Records a snapshot of an annual Pro subscription that is paid until then. */
    public RecordEvent.Outcome subscription(String id, String email, SubscriptionState state, long paidUntil) {
        return recordEvent.record(subscriptionEvent("evt-" + ++events, id, email, state, paidUntil));
    }

    public ShopEvent subscriptionEvent(String event, String id, String email, SubscriptionState state, long paidUntil) {
        var now = clock.millis();
        var facts = PurchaseFacts.builder();
        facts.product = Optional.of(new ProductReference(now, Optional.of(PRO_ANNUAL), Optional.empty()));
        var ends = state == SubscriptionState.ENDED || state == SubscriptionState.CANCELLED;
        facts.status = Optional.of(new Status(
                now,
                state,
                Optional.of(paidUntil),
                Optional.empty(),
                ends ? Optional.of(paidUntil) : Optional.empty(),
                Optional.empty()));
        facts.paidUntil = Optional.of(new PurchaseFacts.PaidPeriod(now, paidUntil));
        facts.startedAt = Optional.of(now);
        facts.candidate = EmailAddress.parse(email).map(address -> new Candidate(1, now, event, Optional.of(address)));
        return new ShopEvent(
                event,
                "subscription.updated",
                now,
                false,
                Map.of(PurchaseId.subscription(id), facts.build()),
                Map.of());
    }

    /** Records an order of a one-time product. */
    public RecordEvent.Outcome order(String order, String email, String sku) {
        var now = clock.millis();
        var id = PurchaseId.oneTime(order, sku);
        var event = "evt-" + ++events;
        var facts = PurchaseFacts.builder();
        facts.product = Optional.of(new ProductReference(now, Optional.of(sku), Optional.empty()));
        facts.purchasedAt = Optional.of(now);
        facts.orderIds.add(order);
        facts.candidate = EmailAddress.parse(email).map(address -> new Candidate(2, now, event, Optional.of(address)));
        var lines = new TreeSet<Order.Line>();
        lines.add(new Order.Line(id, sku, ""));
        return recordEvent.record(new ShopEvent(
                event,
                "order.completed",
                now,
                false,
                Map.of(id, facts.build()),
                Map.of(order, new Order(order, lines, new TreeSet<>(), Optional.empty(), 0))));
    }

    /** Records a full refund of a line, or a chargeback of the whole order. */
    public RecordEvent.Outcome moneyBack(String order, String sku, boolean chargeBack) {
        var now = clock.millis();
        var refunds = new TreeSet<Order.Refund>();
        if (!chargeBack) {
            refunds.add(new Order.Refund("", sku, "", true, now));
        }
        return recordEvent.record(new ShopEvent(
                "evt-" + ++events,
                chargeBack ? "chargeback" : "return.created",
                now,
                false,
                Map.of(),
                Map.of(
                        order,
                        new Order(
                                order,
                                new TreeSet<>(),
                                refunds,
                                chargeBack ? Optional.of(now) : Optional.empty(),
                                0))));
    }

    public static AccountId owner(Purchase purchase) {
        return purchase.owner().orElseThrow();
    }
}
