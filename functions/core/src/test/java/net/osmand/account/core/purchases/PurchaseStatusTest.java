package net.osmand.account.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import net.osmand.account.core.purchases.PurchaseFacts.PaidPeriod;
import net.osmand.account.core.purchases.PurchaseFacts.ProductReference;
import net.osmand.account.core.purchases.PurchaseFacts.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseStatusTest {
    private static final long DAY = PurchasesTestBed.DAY;
    private static final long START = 1_764_000_000_000L;
    private static final long END = START + 365 * DAY;

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, 0, active, active",
        "ACTIVE, 367, active, active",
        "ACTIVE, 368, expired, expired",
        "TRIAL, 0, trial, active",
        "OVERDUE, 366, in_grace_period, active",
        "OVERDUE, 374, on_hold, expired",
        "CANCELLED, 0, cancelled, cancelled",
        "CANCELLED, 365, expired, expired",
        "ENDED, 366, expired, expired",
        "PAUSED, 0, paused, expired"
    })
    void namesTheStateOfASubscription(SubscriptionState state, int day, String name, String shown) {
        var status = status(subscription(state));
        assertThat(status.state(START + day * DAY)).isEqualTo(name);
        assertThat(status.status(START + day * DAY)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"ACTIVE, 368", "TRIAL, 368", "OVERDUE, 374", "CANCELLED, 365", "ENDED, 365", "PAUSED, 0"})
    void grantsASubscriptionUntil(SubscriptionState state, int day) {
        assertThat(status(subscription(state)).entitlement().proUntil()).isEqualTo(START + day * DAY);
    }

    @Test
    void isActiveAgainByAChargeThatNoSnapshotToldYet() {
        var facts = subscription(SubscriptionState.OVERDUE);
        facts.lastChargeAt = Optional.of(END + DAY);
        var status = status(facts);
        assertThat(status.state(END + 2 * DAY)).isEqualTo("active");
        assertThat(status.expiresAt().orElseThrow()).isGreaterThan(END + 300 * DAY);
    }

    @Test
    void isOverdueByAFailureThatNoSnapshotToldYet() {
        var facts = subscription(SubscriptionState.ACTIVE);
        facts.lastFailureAt = Optional.of(END);
        assertThat(status(facts).state(END + DAY)).isEqualTo("in_grace_period");
        facts.lastChargeAt = Optional.of(END + DAY);
        assertThat(status(facts).state(END + 2 * DAY)).isEqualTo("active");
    }

    @Test
    void endsWithAChargeBackAtOnce() {
        var facts = subscription(SubscriptionState.ACTIVE);
        facts.chargedBackAt = Optional.of(START + DAY);
        var status = status(facts);
        assertThat(status.state(START + 2 * DAY)).isEqualTo("charged_back");
        assertThat(status.status(START + 2 * DAY)).isEqualTo("cancelled");
        assertThat(status.entitlement().proUntil()).isEqualTo(START + DAY);
    }

    @Test
    void staysPaidAfterARefundUntilTheSubscriptionEnds() {
        var facts = subscription(SubscriptionState.ACTIVE);
        facts.refundedAt = Optional.of(START + DAY);
        assertThat(status(facts).state(START + 2 * DAY)).isEqualTo("active");
        var ended = subscription(SubscriptionState.ENDED);
        ended.refundedAt = Optional.of(START + DAY);
        assertThat(status(ended).state(START + 2 * DAY)).isEqualTo("refunded");
    }

    @Test
    void tellsTheNextChargeOnlyWhileItRenews() {
        assertThat(status(subscription(SubscriptionState.ACTIVE)).nextBillingAt(START))
                .contains(END);
        assertThat(status(subscription(SubscriptionState.CANCELLED)).nextBillingAt(START))
                .isEmpty();
        assertThat(status(subscription(SubscriptionState.ACTIVE)).nextBillingAt(END + 4 * DAY))
                .isEmpty();
        assertThat(status(subscription(SubscriptionState.PAUSED)).resumesAt()).contains(END);
        assertThat(status(subscription(SubscriptionState.ACTIVE)).resumesAt()).isEmpty();
    }

    /** Counting the days one by one would take minutes. */
    @Test
    @Timeout(20)
    void countsADailyRenewalInAnyYearAtOnce() {
        var daily = subscription(SubscriptionState.ACTIVE);
        daily.interval = Optional.of(new PurchaseFacts.Interval(START, "day", 1));
        var farAway = Instant.parse("+99999-01-01T12:00:00Z").toEpochMilli();
        daily.lastChargeAt = Optional.of(farAway);
        assertThat(status(daily).expiresAt().orElseThrow())
                .isGreaterThan(farAway)
                .isLessThanOrEqualTo(farAway + DAY);
        daily.lastChargeAt = Optional.of(Long.MAX_VALUE);
        assertThat(status(daily).expiresAt()).contains(Entitlement.FOREVER);
        assertThat(status(daily).accessUntil()).isEqualTo(Entitlement.FOREVER);
    }

    @ParameterizedTest
    @CsvSource({"day, 2147483647", "week, 2147483647", "month, 2147483647", "year, 2147483647"})
    void takesAnyIntervalOfTheShop(String unit, int length) {
        var facts = subscription(SubscriptionState.ACTIVE);
        facts.interval = Optional.of(new PurchaseFacts.Interval(START, unit, length));
        facts.lastChargeAt = Optional.of(END);
        assertThat(status(facts).expiresAt().orElseThrow()).isGreaterThan(END);
        assertThat(status(facts).state(END)).isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource({"P1M", "P3M", "P1Y", "P1D", "P2W"})
    void renewsToTheFirstPeriodAfterTheCharge(String text) {
        var period = Period.parse(text);
        var start = Instant.parse("2026-01-31T10:00:00Z").toEpochMilli();
        for (var charge = start - DAY; charge < start + 800 * DAY; charge += 11 * DAY / 2) {
            var times = 1;
            while (Periods.plus(start, period, times) <= charge) {
                times++;
            }
            assertThat(Periods.firstAfter(start, period, charge)).isEqualTo(Periods.plus(start, period, times));
        }
    }

    @Test
    void tellsMonthlyAndAnnualApart() {
        assertThat(status(subscription(SubscriptionState.ACTIVE)).type()).isEqualTo("annual");
        var monthly = subscription(SubscriptionState.ACTIVE);
        monthly.product = named("net.osmand.fastspring.subscription.pro.monthly");
        assertThat(status(monthly).type()).isEqualTo("monthly");
        assertThat(oneTime(PurchasesTestBed.XV, Optional.empty()).type()).isEqualTo("one_time");
    }

    @Test
    void grantsOsmAndXvProForFifteenYearsAndMapsPlusForEver() {
        var status = oneTime(PurchasesTestBed.XV, Optional.empty());
        assertThat(status.state(START)).isEqualTo("active");
        assertThat(status.entitlement().mapsPlusUntil()).isEqualTo(Entitlement.FOREVER);
        assertThat(status.entitlement().proUntil()).isEqualTo(status.expiresAt().orElseThrow());
        assertThat((status.entitlement().proUntil() - START) / DAY).isBetween(15 * 365L, 15 * 366L);
    }

    @Test
    void endsAOneTimePurchaseWithItsRefund() {
        var status = oneTime(PurchasesTestBed.MAPS_PLUS, Optional.of(START + DAY));
        assertThat(status.state(START + 2 * DAY)).isEqualTo("refunded");
        assertThat(status.entitlement().mapsPlusUntil()).isEqualTo(START + DAY);
        assertThat(oneTime(PurchasesTestBed.MAPS_PLUS, Optional.empty()).expiresAt())
                .isEmpty();
    }

    @Test
    void hidesTestsAndUnknownProducts() {
        var test = subscription(SubscriptionState.ACTIVE);
        test.test = true;
        assertThat(status(test).isListed()).isFalse();
        assertThat(status(test).entitlement().isEmpty()).isTrue();
        var accepted = new PurchaseStatus(
                purchase(PurchaseId.subscription("S1"), test), Catalogue.shipped(), PurchaseRules.standard(true));
        assertThat(accepted.isListed()).isTrue();
        var unknown = subscription(SubscriptionState.ACTIVE);
        unknown.product = named("never.heard.of");
        assertThat(status(unknown).isListed()).isFalse();
        assertThat(status(unknown).product()).isEmpty();
        var region = subscription(SubscriptionState.ACTIVE);
        region.product = named("net.osmand.maps.inapp.region.europe");
        assertThat(status(region).isListed()).isFalse();
    }

    @Test
    void namesAPurchaseByTheIdThatAppsKnow() {
        assertThat(purchase(PurchaseId.subscription("S1"), subscription(SubscriptionState.ACTIVE))
                        .orderId())
                .isEqualTo("S1");
        var order = PurchaseFacts.builder();
        order.orderIds.add("O1");
        assertThat(purchase(PurchaseId.oneTime("O1", "sku"), order).orderId()).isEqualTo("O1");
        order.reference = Optional.of(new PurchaseFacts.OrderReference(1, "O0", "OSM-1"));
        assertThat(purchase(PurchaseId.oneTime("O1", "sku"), order).orderId()).isEqualTo("O0");
        assertThat(PurchaseId.subscription("S1").subscriptionId()).contains("S1");
        assertThat(PurchaseId.gift("g").subscriptionId()).isEmpty();
    }

    @Test
    void knowsThePagesOfTheStores() {
        assertThat(Store.FASTSPRING.managementPage(false)).contains("https://osmand.onfastspring.com/account");
        assertThat(Store.FASTSPRING.managementPage(true)).contains("https://osmand.test.onfastspring.com/account");
        assertThat(Store.OSMAND.managementPage(false)).isEmpty();
        for (var store : Store.values()) {
            assertThat(store.shownName()).isNotBlank();
            assertThat(store.key()).isEqualTo(store.name().toLowerCase(Locale.ROOT));
        }
    }

    private static PurchaseFactsBuilder subscription(SubscriptionState state) {
        var ends = state == SubscriptionState.CANCELLED || state == SubscriptionState.ENDED;
        var facts = PurchaseFacts.builder();
        facts.product = named(PurchasesTestBed.PRO_ANNUAL);
        facts.startedAt = Optional.of(START);
        facts.paidUntil = Optional.of(new PaidPeriod(START, END));
        facts.status = Optional.of(new Status(
                START,
                state,
                Optional.of(END),
                Optional.empty(),
                ends ? Optional.of(END) : Optional.empty(),
                Optional.of(END)));
        return facts;
    }

    private static PurchaseStatus oneTime(String sku, Optional<Long> refundedAt) {
        var facts = PurchaseFacts.builder();
        facts.product = named(sku);
        facts.purchasedAt = Optional.of(START);
        facts.refundedAt = refundedAt;
        return new PurchaseStatus(
                purchase(PurchaseId.oneTime("O1", sku), facts), Catalogue.shipped(), PurchaseRules.standard(false));
    }

    private static Optional<ProductReference> named(String sku) {
        return Optional.of(new ProductReference(START, Optional.of(sku), Optional.empty()));
    }

    private static PurchaseStatus status(PurchaseFactsBuilder facts) {
        return new PurchaseStatus(
                purchase(PurchaseId.subscription("S1"), facts), Catalogue.shipped(), PurchaseRules.standard(false));
    }

    private static Purchase purchase(PurchaseId id, PurchaseFactsBuilder facts) {
        return new Purchase(id, facts.build(), Optional.empty(), Optional.empty(), 1);
    }
}
