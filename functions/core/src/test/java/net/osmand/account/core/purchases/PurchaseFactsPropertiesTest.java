package net.osmand.account.core.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares events of a subscription, delivered in any order and repeatedly, with a model that sorts them by time. */
class PurchaseFactsPropertiesTest {
    private static final long DAY = 86_400_000L;
    private static final PurchaseId ID = PurchaseId.subscription("S");
    private static final PurchaseRules RULES = PurchaseRules.standard(false);
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final String MONTHLY = "net.osmand.fastspring.subscription.pro.monthly";

    /** An event: a snapshot, a charge, a failed charge, a full refund or a chargeback. Times are days. */
    record Telling(String kind, int day, SubscriptionState state, int next) {
        PurchaseFacts facts() {
            var facts = PurchaseFacts.builder();
            var at = day * DAY;
            switch (kind) {
                case "snapshot" -> {
                    facts.product =
                            Optional.of(new PurchaseFacts.ProductReference(at, Optional.of(MONTHLY), Optional.empty()));
                    var ends = state == SubscriptionState.CANCELLED || state == SubscriptionState.ENDED;
                    facts.status = Optional.of(new PurchaseFacts.Status(
                            at,
                            state,
                            Optional.of(next * DAY),
                            Optional.empty(),
                            ends ? Optional.of(next * DAY) : Optional.empty(),
                            Optional.empty()));
                    if (isRunning(state)) {
                        facts.paidUntil = Optional.of(new PurchaseFacts.PaidPeriod(at, next * DAY));
                    }
                }
                case "charge" -> facts.lastChargeAt = Optional.of(at);
                case "failure" -> facts.lastFailureAt = Optional.of(at);
                case "refund" -> facts.refundedAt = Optional.of(at);
                default -> facts.chargedBackAt = Optional.of(at);
            }
            return facts.build();
        }
    }

    @Provide
    Arbitrary<List<Telling>> stories() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, Arbitraries.just("snapshot")),
                                net.jqwik.api.Tuple.of(2, Arbitraries.of("charge", "failure")),
                                net.jqwik.api.Tuple.of(1, Arbitraries.of("refund", "chargeback"))),
                        Arbitraries.integers().between(1, 400),
                        Arbitraries.of(SubscriptionState.class),
                        Arbitraries.integers().between(1, 450))
                .as(Telling::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 2000)
    void orderAndRepetitionDoNotMatter(@ForAll("stories") List<Telling> story, @ForAll long seed) {
        var other = new ArrayList<>(story);
        other.addAll(story);
        Collections.shuffle(other, new Random(seed));
        assertThat(told(other)).isEqualTo(told(story));
    }

    @Property(tries = 2000)
    void groupingDoesNotMatter(@ForAll("stories") List<Telling> story, @ForAll long seed) {
        var cut = new Random(seed).nextInt(story.size() + 1);
        assertThat(told(story.subList(0, cut)).merge(told(story.subList(cut, story.size()))))
                .isEqualTo(told(story));
    }

    @Property(tries = 2000)
    void aModelThatSortsFirstAgrees(@ForAll("stories") List<Telling> story) {
        var status = new PurchaseStatus(
                new Purchase(ID, told(story), Optional.empty(), Optional.empty(), 1), CATALOGUE, RULES);
        assertThat(status.accessUntil()).isEqualTo(model(story));
    }

    /** Evaluates the events in chronological order: the last snapshot decides, then later charges and failures. */
    private static long model(List<Telling> story) {
        var snapshots = story.stream()
                .filter(t -> t.kind.equals("snapshot"))
                .sorted(Comparator.comparingInt(Telling::day)
                        .thenComparing(Telling::state)
                        .thenComparingInt(Telling::next))
                .toList();
        var back = day(story, "chargeback", false);
        var cut = back == Integer.MIN_VALUE ? Long.MAX_VALUE : back * DAY;
        if (snapshots.isEmpty()) {
            return Math.min(cut, Entitlement.NEVER);
        }
        var last = snapshots.getLast();
        var charge = day(story, "charge", true);
        var failure = day(story, "failure", true);
        var state = last.state;
        if (state == SubscriptionState.OVERDUE && charge > Math.max(last.day, failure)) {
            state = SubscriptionState.ACTIVE;
        } else if ((state == SubscriptionState.ACTIVE || state == SubscriptionState.TRIAL)
                && failure > Math.max(last.day, charge)) {
            state = SubscriptionState.OVERDUE;
        }
        var until = switch (state) {
            case CANCELLED, ENDED -> last.next * DAY;
            case PAUSED -> last.day * DAY;
            case OVERDUE -> periodEnd(snapshots, charge) + 9 * DAY;
            case ACTIVE, TRIAL -> periodEnd(snapshots, charge) + 3 * DAY;
        };
        return Math.min(cut, until);
    }

    /** Whether the paid period decides the end of the grants. */
    private static boolean isRunning(SubscriptionState state) {
        return state.compareTo(SubscriptionState.OVERDUE) <= 0;
    }

    private static long periodEnd(List<Telling> snapshots, int charge) {
        var end = snapshots.stream()
                        .filter(t -> isRunning(t.state))
                        .max(Comparator.comparingInt(Telling::day).thenComparingInt(Telling::next))
                        .orElseThrow()
                        .next
                * DAY;
        if (charge == Integer.MIN_VALUE || charge * DAY < end - 2 * DAY) {
            return end;
        }
        var date = java.time.LocalDate.ofEpochDay(end / DAY);
        var months = 1;
        while (date.plusMonths(months).toEpochDay() <= charge) {
            months++;
        }
        return date.plusMonths(months).toEpochDay() * DAY;
    }

    private static int day(List<Telling> story, String kind, boolean latest) {
        var days = story.stream().filter(t -> t.kind.equals(kind)).mapToInt(Telling::day);
        return (latest ? days.max() : days.min()).orElse(Integer.MIN_VALUE);
    }

    private static PurchaseFacts told(List<Telling> story) {
        return story.stream().map(Telling::facts).reduce(PurchaseFacts.NONE, PurchaseFacts::merge);
    }
}
