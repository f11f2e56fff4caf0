package net.osmand.account.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.values.FileCategory.Category;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final UsageChange FAVOURITES = UsageChange.ofLive(true, Category.MY_PLACES, new Amount(1, 300, 100))
            .plus(UsageChange.ofVersions(1, 100));
    private static final UsageChange MAP =
            UsageChange.ofLive(false, Category.MAPS, new Amount(1, 9000, 7000)).plus(UsageChange.ofVersions(1, 7000));

    @Test
    void addsChangesByPlanClassAndCategory() {
        var usage = Usage.NONE.after(FAVOURITES, 1).after(MAP, 2).after(MAP, 3);
        assertThat(usage.freeBytes()).isEqualTo(100);
        assertThat(usage.bytes()).isEqualTo(14_100);
        assertThat(usage.files()).isEqualTo(3);
        assertThat(usage.keptBytes()).isEqualTo(14_100);
        assertThat(usage.lastUpdateTime()).isEqualTo(3);
        var held = usage.holdings();
        assertThat(held.versions()).isEqualTo(3);
        assertThat(held.in(Category.MAPS)).isEqualTo(new Amount(2, 18_000, 14_000));
        assertThat(held.in(Category.SETTINGS)).isEqualTo(Amount.NONE);
        assertThat(held.total()).isEqualTo(new Amount(3, 18_300, 14_100));
        assertThat(Usage.NONE.after(FAVOURITES.plus(MAP).plus(MAP), 3)).isEqualTo(usage);
    }

    @Test
    void countsOldVersionsByTheirBytesAlone() {
        var usage = Usage.NONE.after(UsageChange.ofVersions(3, 30), 1);
        assertThat(usage.bytes()).isZero();
        assertThat(usage.keptBytes()).isEqualTo(30);
        assertThat(usage.holdings().versions()).isEqualTo(3);
    }

    @Test
    void countsWhatOpenUploadsReserve() {
        var usage = Usage.NONE.after(UsageChange.ofUpload(true, 1, 10), 1).after(UsageChange.ofUpload(false, 1, 20), 2);
        assertThat(usage.freeBytes()).isEqualTo(10);
        assertThat(usage.bytes()).isEqualTo(30);
        assertThat(usage.files()).isEqualTo(2);
        assertThat(usage.keptBytes()).isEqualTo(30);
        assertThat(usage.uploads()).isEqualTo(2);
        assertThat(usage.holdings()).isEqualTo(StorageBreakdown.NONE);
        assertThat(usage.after(UsageChange.ofUpload(true, -1, -10), 3).after(UsageChange.ofUpload(false, -1, -20), 4))
                .matches(Usage.NONE::countsAs);
    }

    @Test
    void notesRemovalsAndAnEmptiedTrash() {
        var usage = Usage.NONE.after(MAP.removing(), 5).after(FAVOURITES, 6).after(UsageChange.ofEmptied(4), 7);
        assertThat(usage.newestRemoval()).isEqualTo(5);
        assertThat(usage.emptiedUntil()).isEqualTo(4);
        assertThat(usage.after(MAP, 8).emptiedUntil()).isEqualTo(4);
    }

    @Test
    void comparesEveryCounter() {
        for (var change : new UsageChange[] {
            FAVOURITES,
            UsageChange.ofVersions(1, 0),
            UsageChange.ofVersions(0, 1),
            UsageChange.ofTrash(1),
            UsageChange.ofHidden(1),
            UsageChange.ofPurges(1),
            UsageChange.ofUpload(false, 1, 0)
        }) {
            assertThat(Usage.NONE.countsAs(Usage.NONE.after(change, 1)))
                    .as("%s", change)
                    .isFalse();
        }
        assertThat(Usage.NONE.countsAs(Usage.NONE.after(UsageChange.NONE, 9))).isTrue();
    }

    @Test
    void dropsEmptyCategories() {
        assertThat(new StorageBreakdown(0, Map.of(Category.MAPS, Amount.NONE))).isEqualTo(StorageBreakdown.NONE);
    }
}
