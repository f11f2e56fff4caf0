package net.osmand.account.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.osmand.account.core.purchases.RecordEvent.Outcome;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PortWrapper;
import org.junit.jupiter.api.Test;

class RecordEventTest {
    private static final String ANN = "ann@example.org";

    private final PurchasesTestBed bed = new PurchasesTestBed();
    private final long nextYear = bed.clock.millis() + 365 * PurchasesTestBed.DAY;

    @Test
    void givesASubscriptionToTheAccountOfItsAddress() {
        var ann = bed.proves(ANN);
        assertThat(bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear))
                .isEqualTo(Outcome.APPLIED);
        assertThat(bed.tier(ann)).isEqualTo(Tier.PRO);
        var entitlement = new Entitlement("S1", nextYear + 3 * PurchasesTestBed.DAY, Entitlement.NEVER);
        assertThat(bed.repository.granted())
                .isEqualTo(Map.of(ann.id().value(), Map.of(PurchaseId.subscription("S1"), entitlement)));
    }

    @Test
    void recordsAnEventOnce() {
        bed.proves(ANN);
        var event = bed.subscriptionEvent("E1", "S1", ANN, SubscriptionState.ACTIVE, nextYear);
        assertThat(bed.recordEvent.record(event)).isEqualTo(Outcome.APPLIED);
        assertThat(bed.recordEvent.record(event)).isEqualTo(Outcome.DUPLICATE);
        assertThat(bed.repository.commits()).isOne();
    }

    @Test
    void reportsAnEventThatTellsNothingNew() {
        bed.proves(ANN);
        bed.recordEvent.record(bed.subscriptionEvent("E1", "S1", ANN, SubscriptionState.ACTIVE, nextYear));
        assertThat(bed.recordEvent.record(bed.subscriptionEvent("E2", "S1", ANN, SubscriptionState.ACTIVE, nextYear)))
                .isEqualTo(Outcome.STALE);
        assertThat(bed.repository.purchases()).hasSize(1);
        assertThat(bed.repository.purchases().getFirst().version()).isOne();
    }

    @Test
    void ignoresOtherEventsAndTests() {
        assertThat(bed.recordEvent.record(new ShopEvent("E1", "mail.sent", 1, false, Map.of(), Map.of())))
                .isEqualTo(Outcome.IGNORED);
        var test = bed.subscriptionEvent("E2", "S1", ANN, SubscriptionState.ACTIVE, nextYear);
        assertThat(bed.recordEvent.record(new ShopEvent("E2", test.type(), 1, true, test.purchases(), test.orders())))
                .isEqualTo(Outcome.TEST_IGNORED);
        assertThat(bed.repository.purchases()).isEmpty();
    }

    @Test
    void endsAPlanWithItsSubscription() {
        var ann = bed.proves(ANN);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.clock.advance(Duration.ofHours(1));
        bed.subscription("S1", ANN, SubscriptionState.ENDED, bed.clock.millis());
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }

    @Test
    void endsAPlanByTimeAlone() {
        var ann = bed.proves(ANN);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.clock.advance(Duration.ofDays(368).minusMillis(1));
        assertThat(bed.tier(ann)).isEqualTo(Tier.PRO);
        bed.clock.advance(Duration.ofMillis(1));
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }

    @Test
    void takesAwayWhatWasRefundedOrChargedBack() {
        var ann = bed.proves(ANN);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        bed.order("O2", ANN, PurchasesTestBed.XV);
        assertThat(bed.tier(ann)).isEqualTo(Tier.PRO);
        bed.clock.advance(Duration.ofDays(1));
        bed.moneyBack("O2", "", true);
        assertThat(bed.tier(ann)).isEqualTo(Tier.MAPS_PLUS);
        bed.moneyBack("O1", PurchasesTestBed.MAPS_PLUS, false);
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }

    @Test
    void acceptsARefundBeforeItsOrder() {
        var ann = bed.proves(ANN);
        assertThat(bed.moneyBack("O1", PurchasesTestBed.MAPS_PLUS, false)).isEqualTo(Outcome.APPLIED);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }

    @Test
    void losesNoneOfTwoHundredParallelEvents() throws Exception {
        var ann = bed.proves(ANN);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var calls = new ArrayList<Future<Outcome>>();
            for (var i = 0; i < 200; i++) {
                var id = "S" + i % 40;
                var event = bed.subscriptionEvent("E" + i, id, ANN, SubscriptionState.ACTIVE, nextYear + i);
                calls.add(pool.submit(() -> bed.recordEvent.record(event)));
            }
            for (var call : calls) {
                assertThat(call.get()).isIn(Outcome.APPLIED, Outcome.STALE);
            }
        }
        assertThat(bed.repository.ofAccount(ann.id())).hasSize(40);
        assertThat(bed.repository.purchases())
                .allMatch(purchase -> purchase.facts().paidUntil().orElseThrow().until() >= nextYear + 160);
    }

    @Test
    void keepsAPurchaseOfAnAccountThatIsBeingDeletedButGrantsNothing() {
        var ann = bed.proves(ANN);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.repository.close(ann.id());
        bed.clock.advance(Duration.ofDays(1));
        assertThat(bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear + 1))
                .isEqualTo(Outcome.APPLIED);
        assertThat(bed.repository.purchases()).hasSize(1);
        assertThat(bed.repository.granted()).isEmpty();
    }

    @Test
    void givesUpIfOthersKeepChangingThePurchase() {
        var lost = new PurchasesTestBed(Catalogue.shipped(), new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                return port.cast(Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> method.getName().equals("commit")
                                ? PurchaseRepository.Outcome.CONFLICT
                                : method.invoke(real, arguments)));
            }
        });
        assertThatIllegalStateException()
                .isThrownBy(() -> lost.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear));
    }

    @Test
    void isWholeAfterACrashAtEveryCall() {
        for (var after : new boolean[] {false, true}) {
            var crashed = true;
            for (var nth = 1; crashed; nth++) {
                crashed = crashes(new CrashInjector(nth, after));
            }
        }
    }

    private boolean crashes(CrashInjector crash) {
        var calm = new PurchasesTestBed(Catalogue.shipped(), crash);
        var ann = calm.unproven(ANN);
        calm.repository.prove(ann.email(), ann.id());
        var event = calm.subscriptionEvent("E1", "S1", ANN, SubscriptionState.ACTIVE, nextYear);
        var crashed = false;
        try {
            calm.recordEvent.record(event);
        } catch (Crash expected) {
            crashed = true;
            calm.recordEvent.record(event);
        }
        assertThat(calm.repository.ofAccount(ann.id())).hasSize(1);
        assertThat(calm.repository.granted()).hasSize(1);
        assertThat(calm.repository.commits()).isOne();
        return crashed;
    }

    @Test
    void looksUpTheOwnerByTheStrongestAddress() {
        var ann = bed.proves(ANN);
        var bob = bed.proves("bob@example.org");
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        var facts = PurchaseFacts.builder();
        facts.candidate = Optional.of(new PurchaseFacts.Candidate(3, 1, "tag", Optional.of(bob.email())));
        bed.recordEvent.record(new ShopEvent(
                "E9", "order.completed", 1, false, Map.of(PurchaseId.subscription("S1"), facts.build()), Map.of()));
        assertThat(bed.repository.ofAccount(bob.id())).hasSize(1);
        assertThat(bed.repository.granted()).containsOnlyKeys(bob.id().value());
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }
}
