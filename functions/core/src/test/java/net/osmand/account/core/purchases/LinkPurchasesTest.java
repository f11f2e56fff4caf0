package net.osmand.account.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests links, gifts, order ids and the list of purchases. */
class LinkPurchasesTest {
    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";

    private final PurchasesTestBed bed = new PurchasesTestBed();
    private final long nextYear = bed.clock.millis() + 365 * PurchasesTestBed.DAY;

    @Test
    void givesWaitingPurchasesToAProvenAddress() {
        bed.subscription("S1", "  " + "ANN@Example.org ", SubscriptionState.ACTIVE, nextYear);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        assertThat(bed.repository.granted()).isEmpty();
        var ann = bed.proves(ANN);
        assertThat(bed.repository.ofAccount(ann.id())).hasSize(2);
        assertThat(bed.tier(ann)).isEqualTo(Tier.PRO);
        bed.proves(ann);
        assertThat(bed.repository.ofAccount(ann.id())).hasSize(2);
    }

    @Test
    void givesNothingToAnUnprovenAddress() {
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        var stranger = bed.unproven(ANN);
        assertThat(bed.tier(stranger)).isEqualTo(Tier.START);
        bed.clock.advance(Duration.ofDays(1));
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear + 1);
        assertThat(bed.tier(stranger)).isEqualTo(Tier.START);
        bed.proves(stranger);
        assertThat(bed.tier(stranger)).isEqualTo(Tier.PRO);
    }

    /** The address may belong to another account since its code was entered. */
    @Test
    void claimsNothingForAnAddressThatIsUnprovenOrAnotherAccounts() {
        var gift = bed.gifts.give(Optional.empty(), nextYear);
        bed.reportOrderId.report(new EmailAddress(ANN), gift.code());
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        var ann = bed.unproven(ANN);
        var bob = bed.proves(BOB);
        bed.linkPurchases.claim(ann.id(), ann.email());
        assertThat(bed.repository.granted()).as("an unproven address").isEmpty();
        bed.repository.prove(ann.email(), ann.id());
        bed.linkPurchases.claim(bob.id(), ann.email());
        assertThat(bed.repository.granted()).as("another account's address").isEmpty();
        bed.linkPurchases.claim(ann.id(), ann.email());
        assertThat(bed.repository.ofAccount(ann.id())).hasSize(2);
    }

    @Test
    void claimsAgainIfThePurchaseChangedMeanwhile() {
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        var racing = new PurchasesTestBed(Catalogue.shipped(), losingCommits(3), bed.repository);
        assertThat(racing.tier(racing.proves(ANN))).isEqualTo(Tier.PRO);
    }

    @Test
    void givesUpIfOthersKeepChangingThePurchase() {
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        var racing = new PurchasesTestBed(Catalogue.shipped(), losingCommits(1_000), bed.repository);
        assertThatIllegalStateException().isThrownBy(() -> racing.proves(ANN));
        assertThat(bed.repository.granted()).isEmpty();
    }

    /** Lets the first commits fail, as if a parallel writer had changed the purchase. */
    private static PortWrapper losingCommits(int count) {
        var lost = new AtomicInteger();
        return new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                return port.cast(Proxy.newProxyInstance(
                        port.getClassLoader(),
                        new Class<?>[] {port},
                        (_, method, arguments) -> method.getName().equals("commit") && lost.getAndIncrement() < count
                                ? PurchaseRepository.Outcome.CONFLICT
                                : method.invoke(real, arguments)));
            }
        };
    }

    @Test
    void returnsThePurchasesOfADeletedAccountToItsAddress() {
        var ann = bed.proves(ANN);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.repository.close(ann.id());
        bed.unlinkPurchases.from(ann.id(), ann.email());
        bed.unlinkPurchases.from(ann.id(), ann.email());
        var purchase = bed.repository.purchases().getFirst();
        assertThat(purchase.owner()).isEmpty();
        assertThat(purchase.facts().linkEmail()).isEmpty();
        assertThat(purchase.facts().buyer()).isEmpty();
        assertThat(bed.repository.granted()).isEmpty();
        // The shop still sends the address, but it is not stored again.
        bed.clock.advance(Duration.ofDays(1));
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear + 1);
        assertThat(bed.repository.purchases().getFirst().facts().linkEmail()).isEmpty();
        bed.accounts.close(ann);
        var again = bed.proves(ANN);
        assertThat(again.id()).isNotEqualTo(ann.id());
        assertThat(bed.tier(again)).isEqualTo(Tier.PRO);
    }

    @Test
    void givesNothingOfADeletedAccountToAnotherAddress() {
        var ann = bed.proves(ANN);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.repository.close(ann.id());
        bed.unlinkPurchases.from(ann.id(), ann.email());
        assertThat(bed.tier(bed.proves(BOB))).isEqualTo(Tier.START);
    }

    @Test
    void givesAGiftToAnAddress() {
        bed.gifts.give(Optional.of(new EmailAddress(ANN)), nextYear);
        var ann = bed.proves(ANN);
        assertThat(bed.listPurchases.of(ann, bed.clock.millis()))
                .satisfies(accountPlan -> assertThat(accountPlan.tier()).isEqualTo(Tier.PRO))
                .satisfies(accountPlan -> assertThat(accountPlan.until()).contains(nextYear));
        bed.clock.advance(Duration.ofDays(365));
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }

    @Test
    void givesAGiftToWhoeverEntersItsCodeFirst() {
        var gift = bed.gifts.give(Optional.empty(), nextYear);
        assertThat(gift.code()).matches("promo_[a-z2-9]{16}");
        var ann = bed.proves(ANN);
        var bob = bed.proves(BOB);
        bed.reportOrderId.report(ann.email(), gift.code());
        bed.reportOrderId.report(ann.email(), gift.code());
        assertThat(bed.tier(ann)).isEqualTo(Tier.PRO);
        isRejected(() -> bed.reportOrderId.report(bob.email(), gift.code()));
        assertThat(bed.tier(bob)).isEqualTo(Tier.START);
    }

    @Test
    void takesAGiftBack() {
        var ann = bed.proves(ANN);
        var gift = bed.gifts.give(Optional.of(ann.email()), nextYear);
        assertThat(bed.tier(ann)).isEqualTo(Tier.PRO);
        bed.clock.advance(Duration.ofDays(1));
        assertThat(bed.gifts.revoke(gift.id())).isEqualTo(RecordEvent.Outcome.APPLIED);
        assertThat(bed.gifts.revoke(gift.id())).isEqualTo(RecordEvent.Outcome.DUPLICATE);
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
    }

    @Test
    void keepsAGiftsCodeUntilTheSignUpIsDone() {
        var gift = bed.gifts.give(Optional.empty(), nextYear);
        bed.reportOrderId.report(new EmailAddress(ANN), gift.code());
        assertThat(bed.tier(bed.proves(ANN))).isEqualTo(Tier.PRO);
    }

    @Test
    void completesASignUpWhoseCodeSomebodyElseUsed() {
        var gift = bed.gifts.give(Optional.empty(), nextYear);
        bed.reportOrderId.report(new EmailAddress(ANN), gift.code());
        bed.reportOrderId.report(bed.proves(BOB).email(), gift.code());
        assertThat(bed.tier(bed.proves(ANN))).isEqualTo(Tier.START);
    }

    @Test
    void grantsNothingForUnverifiedOrderIdsAndKeepsFiveOfThem() {
        var ann = bed.proves(ANN);
        for (var i = 0; i < 7; i++) {
            bed.reportOrderId.report(ann.email(), "GPA." + i);
        }
        bed.reportOrderId.report(ann.email(), " ");
        bed.reportOrderId.report(ann.email(), "x".repeat(201));
        assertThat(bed.repository.unverified(ann.id())).hasSize(5);
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
        assertThat(bed.listPurchases.of(ann, bed.clock.millis()).listed()).isEmpty();
    }

    @Test
    void rejectsTheOrderIdOfAnotherAccountAndLinksNoneByIt() {
        bed.proves(ANN);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        var bob = bed.proves(BOB);
        isRejected(() -> bed.reportOrderId.report(bob.email(), "O1"));
        bed.order("O2", "carol@example.org", PurchasesTestBed.MAPS_PLUS);
        bed.reportOrderId.report(bob.email(), "O2");
        assertThat(bed.tier(bob)).as("it waits for its own address").isEqualTo(Tier.START);
    }

    @Test
    void forgetsOrderIdsWithTheAccount() {
        var ann = bed.proves(ANN);
        bed.reportOrderId.report(ann.email(), "GPA.1");
        bed.unlinkPurchases.from(ann.id(), ann.email());
        assertThat(bed.repository.unverified(ann.id())).isEmpty();
    }

    @Test
    void findsPurchasesByOrderIdWhoeverOwnsThem() {
        bed.proves(ANN);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        assertThat(bed.listPurchases.ordered("S1")).hasSize(1);
        assertThat(bed.listPurchases.ordered("O1")).hasSize(1);
        assertThat(bed.listPurchases.ordered("unknown")).isEmpty();
        assertThat(bed.listPurchases.ordered("")).isEmpty();
        assertThat(bed.listPurchases.ordered(ListPurchases.SELF_HOSTED)).isEmpty();
    }

    @Test
    void listsSubscriptionsBeforeOneTimePurchasesTheNewestFirst() {
        var ann = bed.proves(ANN);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        bed.subscription("S1", ANN, SubscriptionState.ACTIVE, nextYear);
        bed.clock.advance(Duration.ofDays(1));
        bed.order("O2", ANN, PurchasesTestBed.XV);
        bed.subscription("S2", ANN, SubscriptionState.ACTIVE, nextYear);
        var listed = bed.listPurchases.stored(ann, bed.clock.millis()).listed();
        assertThat(listed.stream().map(status -> status.purchase().orderId())).containsExactly("S2", "S1", "O2", "O1");
        assertThat(bed.listPurchases.stored(ann, bed.clock.millis()).purchase())
                .contains(PurchaseId.oneTime("O2", PurchasesTestBed.XV));
    }

    @Test
    void keepsALifetimePlanWithoutAnEnd() {
        var ann = bed.proves(ANN);
        bed.order("O1", ANN, PurchasesTestBed.MAPS_PLUS);
        var accountPlan = bed.listPurchases.of(ann, bed.clock.millis());
        assertThat(accountPlan.tier()).isEqualTo(Tier.MAPS_PLUS);
        assertThat(accountPlan.until()).isEmpty();
        assertThat(bed.listPurchases
                        .of(ann, bed.clock.millis() + 10_000 * PurchasesTestBed.DAY)
                        .tier())
                .isEqualTo(Tier.MAPS_PLUS);
    }

    @Test
    void givesProToEverybodyIfTheStackDoes() {
        var list = bed.listFor(Catalogue.shipped(), Plan.PRO);
        var accountPlan = list.of(bed.proves(ANN), bed.clock.millis());
        assertThat(accountPlan.tier()).isEqualTo(Tier.PRO);
        assertThat(accountPlan.listed()).hasSize(1);
        assertThat(list.ordered(ListPurchases.SELF_HOSTED)).hasSize(1);
    }

    @Test
    void entitlesOwnersOnceTheCatalogueKnowsTheProduct() {
        var ann = bed.proves(ANN);
        bed.order("O1", ANN, "new.product");
        assertThat(bed.repository.unknown()).hasSize(1);
        bed.listPurchases.repair();
        assertThat(bed.tier(ann)).isEqualTo(Tier.START);
        var catalogue =
                Catalogue.parse("header\nnew.product,,New,ONE_TIME,,PRO,fastspring,osmand_pro,,,true,false,true");
        bed.listFor(catalogue, Plan.START).repair();
        assertThat(bed.repository.unknown()).isEmpty();
        assertThat(bed.repository.granted()).containsOnlyKeys(ann.id().value());
    }

    private static void isRejected(ThrowingCallable call) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem()).isEqualTo(Problem.PURCHASE_IN_USE));
    }
}
