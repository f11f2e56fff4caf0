package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.ProtocolException;
import org.junit.jupiter.api.Test;

/**
 * Runs deletions, restores, uploads and account checks in every order, one per day, and then 45 days without functions.
 * The lifecycle rule, which counts from the oldest delete marker, never removes restorable content.
 */
class FunctionsOffTest {
    private static final FileKey KEY = new FileKey("GPX", "a.gpx");
    private static final int STEPS = 5;

    private enum Step {
        DELETE,
        RESTORE_ON_A_PHONE,
        RESTORE_ON_THE_WEB,
        UPLOAD,
        CHECK
    }

    @Test
    void theLifecycleRuleRemovesNothingThatCanBeReadOrRestored() {
        var orders = new ArrayList<List<Step>>();
        addOrders(orders, List.of());
        assertThat(orders).hasSize(3125);
        orders.forEach(FunctionsOffTest::run);
    }

    private static void addOrders(List<List<Step>> orders, List<Step> begun) {
        if (begun.size() == STEPS) {
            orders.add(begun);
            return;
        }
        for (var step : Step.values()) {
            var next = new ArrayList<>(begun);
            next.add(step);
            addOrders(orders, List.copyOf(next));
        }
    }

    private static void run(List<Step> order) {
        var bed = new FilesTestBed();
        bed.store(KEY, "first");
        for (var step : order) {
            bed.clock.advance(Duration.ofHours(25));
            run(bed, step);
            bed.contents.runLifecycle();
        }
        var head = bed.head(KEY);
        var content = head.content().flatMap(FileVersion::content).orElseThrow();
        // First the last time at which a file in the trash can be restored, then 45 days more.
        if (head.isTrashed()) {
            bed.clock.advance(
                    Duration.ofMillis(head.newest() + FilesTestBed.WINDOW.toMillis() - 1 - bed.clock.millis()));
            bed.contents.runLifecycle();
            assertThat(bed.contents.has(content))
                    .as("in the trash after %s", order)
                    .isTrue();
        }
        bed.clock.advance(Duration.ofDays(45));
        bed.contents.runLifecycle();
        if (head.isLive()) {
            assertThat(bed.history(KEY).stream().map(FileVersion::content).flatMap(Optional::stream))
                    .as("live after %s", order)
                    .allMatch(bed.contents::has);
        } else {
            assertThat(bed.contents.has(content)).as("ended after %s", order).isFalse();
        }
    }

    private static void run(FilesTestBed bed, Step step) {
        try {
            switch (step) {
                case DELETE -> bed.delete(1, KEY);
                case RESTORE_ON_A_PHONE -> {
                    if (bed.head(KEY).isTrashed()) {
                        bed.removeVersion(1, KEY, bed.head(KEY).newest());
                    }
                }
                case RESTORE_ON_THE_WEB -> bed.restore(KEY, bed.head(KEY).newest());
                case UPLOAD -> bed.upload(1, KEY, "again");
                case CHECK -> bed.checkAccount.check(FilesTestBed.ACCOUNT);
            }
        } catch (ProtocolException _) {
            // On the web, restoring a live file is an error.
        }
    }
}
