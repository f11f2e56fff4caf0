package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.Usage.Emptied;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.FileVersion.Status;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class FileHistoryTest {
    private static final FileKey KEY = new FileKey("GPX", "ride.gpx");
    private static final FileVersion ONE = version(1, 100);
    private static final FileVersion TWO = version(2, 200);
    private static final FileVersion MARKER = FileVersion.deletionMarker(KEY, new DeviceId(1), 3, 0);

    @Test
    void sortsVersionsNewestFirst() {
        assertThat(history(ONE, MARKER, TWO).versions()).containsExactly(MARKER, TWO, ONE);
        assertThat(history(ONE).with(TWO).versions()).containsExactly(TWO, ONE);
        assertThat(history(ONE, TWO).without(TWO).versions()).containsExactly(ONE);
    }

    @Test
    void isTrashedIfTheNewestVersionIsAMarker() {
        assertThat(history().isTrashed()).isFalse();
        assertThat(history(ONE).isTrashed()).isFalse();
        assertThat(history(ONE, MARKER).isTrashed()).isTrue();
        assertThat(history(ONE, MARKER, version(4, 1)).isTrashed()).isFalse();
    }

    @Test
    void knowsWhatTheNextVersionDoes() {
        assertThat(history().statusOfNext()).isEqualTo(Status.ADDED);
        assertThat(history(ONE).statusOfNext()).isEqualTo(Status.MODIFIED);
        assertThat(history(ONE, MARKER).statusOfNext()).isEqualTo(Status.ADDED);
    }

    @Test
    void findsVersionsByTime() {
        var history = history(ONE, TWO, MARKER);
        assertThat(history.at(2)).contains(TWO);
        assertThat(history.at(5)).isEmpty();
        assertThat(history.before(3)).contains(TWO);
        assertThat(history.before(1)).isEmpty();
        assertThat(history(ONE, MARKER, version(5, 1)).before(5)).contains(ONE);
    }

    @Test
    void namesEachObjectOnce() {
        var restored = new FileVersion(KEY, ONE.device(), 4, 0, 100, 100, 0, 10, ONE.content());
        assertThat(history(ONE, MARKER, restored).contents()).hasSize(1);
    }

    @Test
    void measuresAChange() {
        assertThat(history().changeTo(history(ONE)))
                .isEqualTo(new UsageChange(false, Category.MY_PLACES, new Amount(1, 100, 100), 1));
        assertThat(history(ONE).changeTo(history(ONE, TWO)))
                .isEqualTo(new UsageChange(false, Category.MY_PLACES, new Amount(0, 100, 100), 1));
        assertThat(history(ONE, TWO).changeTo(history(ONE, TWO, MARKER)))
                .isEqualTo(new UsageChange(false, Category.MY_PLACES, new Amount(-1, -200, -200), 0));
        assertThat(history(ONE, TWO, MARKER).changeTo(history()))
                .isEqualTo(new UsageChange(false, Category.MY_PLACES, Amount.NONE, -2));
    }

    @Test
    void knowsAMarkerThatWasEmptied() {
        var usage = new Usage(
                0,
                0,
                0,
                0,
                9,
                Usage.NONE.reservations(),
                StorageBreakdown.NONE,
                Usage.Removals.NONE,
                new Emptied(2, Set.of(3L)));
        assertThat(MARKER.isEmptied(usage)).isTrue();
        assertThat(TWO.isEmptied(usage)).as("a version with content").isFalse();
        assertThat(FileVersion.deletionMarker(KEY, new DeviceId(1), 4, 0).isEmptied(usage))
                .isFalse();
    }

    private static FileHistory history(FileVersion... versions) {
        return new FileHistory(KEY, List.of(versions));
    }

    private static FileVersion version(long time, long bytes) {
        var content = new StoredContent("u/7/" + time, "v1");
        return new FileVersion(KEY, new DeviceId(1), time, 0, bytes, bytes, 0, 10, Optional.of(content));
    }
}
