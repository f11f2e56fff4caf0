package net.osmand.account.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage.Emptied;
import net.osmand.account.core.values.FileCategory.Category;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final UsageChange FAVOURITES = new UsageChange(true, Category.MY_PLACES, new Amount(1, 300, 100), 1);
    private static final UsageChange MAP = new UsageChange(false, Category.MAPS, new Amount(1, 9000, 7000), 1);

    @Test
    void addsChangesByPlanClassAndCategory() {
        var usage = Usage.NONE.plus(FAVOURITES).plus(MAP).plus(MAP);
        assertThat(usage.freeBytes()).isEqualTo(100);
        assertThat(usage.freeFiles()).isOne();
        assertThat(usage.paidBytes()).isEqualTo(14_000);
        assertThat(usage.paidFiles()).isEqualTo(2);
        assertThat(usage.bytes()).isEqualTo(14_100);
        assertThat(usage.files()).isEqualTo(3);
        var held = usage.holdings();
        assertThat(held.versions()).isEqualTo(3);
        assertThat(held.in(Category.MAPS)).isEqualTo(new Amount(2, 18_000, 14_000));
        assertThat(held.in(Category.SETTINGS)).isEqualTo(Amount.NONE);
        assertThat(held.total()).isEqualTo(new Amount(3, 18_300, 14_100));
    }

    @Test
    void takesAChangeBack() {
        var usage = Usage.NONE.plus(MAP).plus(FAVOURITES);
        assertThat(usage.plus(MAP.negated())).matches(Usage.NONE.plus(FAVOURITES)::countsAs);
        assertThat(usage.plus(MAP.negated()).holdings().categories())
                .as("a category that holds nothing is absent")
                .containsOnlyKeys(Category.MY_PLACES);
    }

    @Test
    void countsOldVersionsWithoutBytes() {
        var usage = Usage.NONE.plus(UsageChange.ofVersions(3));
        assertThat(usage.bytes()).isZero();
        assertThat(usage.holdings().versions()).isEqualTo(3);
        assertThat(usage.plus(UsageChange.NONE)).isEqualTo(usage);
    }

    @Test
    void addsReservationsUntilTheyExpire() {
        var reservations = new QuotaReservations(
                2, List.of(new QuotaReservation("a", true, 10, 100), new QuotaReservation("b", false, 20, 200)));
        var usage = with(reservations);
        assertThat(usage.withReserved(99).freeBytes()).isEqualTo(10);
        assertThat(usage.withReserved(99).paidBytes()).isEqualTo(20);
        assertThat(usage.withReserved(99).files()).isEqualTo(2);
        assertThat(usage.withReserved(100).freeBytes()).isZero();
        assertThat(usage.withReserved(200).files()).isZero();
        assertThat(reservations.live(100)).hasSize(1);
    }

    @Test
    void comparesCountersWithoutTimes() {
        assertThat(Usage.NONE.countsAs(with(QuotaReservations.NONE))).isTrue();
        assertThat(Usage.NONE.countsAs(Usage.NONE.plus(FAVOURITES))).isFalse();
        assertThat(Usage.NONE.countsAs(Usage.NONE.plus(UsageChange.ofVersions(1))))
                .isFalse();
    }

    @Test
    void knowsEmptiedDeletions() {
        var emptied = new Emptied(10, Set.of(15L));
        assertThat(emptied.has(10)).isTrue();
        assertThat(emptied.has(11)).isFalse();
        assertThat(emptied.has(15)).isTrue();
        assertThat(Emptied.NOTHING.has(1)).isFalse();
    }

    @Test
    void dropsEmptyCategories() {
        assertThat(new StorageBreakdown(0, Map.of(Category.MAPS, Amount.NONE))).isEqualTo(StorageBreakdown.NONE);
    }

    private static Usage with(QuotaReservations reservations) {
        return new Usage(0, 0, 0, 0, 5, reservations, StorageBreakdown.NONE, Usage.Removals.NONE, Emptied.NOTHING);
    }
}
