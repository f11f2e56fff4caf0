package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import net.osmand.account.core.files.FileAction.Start;
import net.osmand.account.core.testing.Preemption;
import net.osmand.account.core.testing.Preemption.Segment;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs two requests in parallel, in every order of their calls with two switches: one request makes some calls, then
 * the other, then both finish. After each order the invariants hold. The lifecycle rule never removes restorable
 * content, even if every function is off for 45 days. A full check finds only objects to remove.
 */
class FileRaceTest {
    private static final Logger LOG = Logger.getLogger(FileRaceTest.class.getName());

    private final AtomicInteger orders = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(Start.class)
    void allPairsKeepTheInvariants(Start start) {
        for (var first : FileAction.values()) {
            for (var second : FileAction.values()) {
                pair(start, first, second);
            }
        }
        assertThat(orders.get()).isGreaterThan(2000);
        var actions = FileAction.values().length;
        LOG.info("requests about a file, %s: %d pairs, %d orders".formatted(start, actions * actions, orders.get()));
    }

    @Test
    @Tag("thorough")
    void uploadDeleteAndRestoreKeepTheInvariants() {
        for (var start : Start.values()) {
            for (var k = 0; k < 8; k++) {
                for (var m = 0; m < 8; m++) {
                    for (var n = 0; n < 8; n++) {
                        run(
                                start,
                                List.of(FileAction.UPLOAD, FileAction.DELETE, FileAction.RESTORE),
                                List.of(new Segment(0, k), new Segment(1, m), new Segment(2, n)));
                    }
                }
            }
        }
    }

    private void pair(Start start, FileAction first, FileAction second) {
        for (var k = 0; ; k++) {
            var m = 0;
            boolean[] held;
            do {
                held = run(start, List.of(first, second), List.of(new Segment(0, k), new Segment(1, m++)));
            } while (held[0] && held[1]);
            if (!held[0]) {
                return;
            }
        }
    }

    private boolean[] run(Start start, List<FileAction> actions, List<Segment> order) {
        var preemption = new Preemption();
        var bed = new FilesTestBed();
        var raced = bed.with(preemption);
        var seen = FileAction.begin(bed, start);
        var failures = new ArrayList<Throwable>();
        var requests = actions.stream()
                .map(action -> (Runnable) () -> {
                    try {
                        action.run(raced, seen);
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                })
                .toList();
        var held = preemption.run(order, requests);
        try {
            failures.forEach(failure -> {
                throw new AssertionError(failure);
            });
            after(bed, orders.incrementAndGet());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "%s from %s in the order %s: %s".formatted(actions, start, order, e.getMessage()), e);
        }
        return held;
    }

    private static void after(FilesTestBed bed, int number) {
        if (bed.files.usage(ACCOUNT).isEmpty()) {
            assertThat(bed.files.isEmpty(ACCOUNT))
                    .as("I8: rows after the erase")
                    .isTrue();
            return;
        }
        FileInvariants.check(bed);
        FileInvariants.noLiveObjectIsMarked(bed);
        if (number % 2 == 0) {
            withEveryFunctionOff(bed);
        } else {
            bed.runJobs();
            FileInvariants.check(bed);
            var report = bed.checkAll();
            assertThat(report.contentsMissing() + report.headsCorrected() + report.usagesCorrected())
                    .as("%s", report)
                    .isZero();
            FileInvariants.holdAfterFullCheck(bed);
        }
    }

    private static void withEveryFunctionOff(FilesTestBed bed) {
        var restorable = contents(
                bed, head -> head.isTrashed() && head.newest() + FilesTestBed.WINDOW.toMillis() > bed.clock.millis());
        var live = contents(bed, FileHead::isLive);
        bed.clock.advance(FilesTestBed.WINDOW.minus(Duration.ofHours(30)));
        bed.contents.runLifecycle();
        assertThat(restorable).as("I7: what is in the trash").allMatch(bed.contents::has);
        bed.clock.advance(Duration.ofDays(17));
        bed.contents.runLifecycle();
        assertThat(live).as("I1: what lives, after 45 days").allMatch(bed.contents::has);
    }

    /**
     * Returns the objects of files in that state: for a file in the trash the newest object, which a restore needs; for
     * a live file all objects.
     */
    private static Set<StoredContent> contents(FilesTestBed bed, Predicate<FileHead> state) {
        return bed.files.rows(ACCOUNT).stream()
                .filter(row -> row.updateTime() > bed.head(row.key()).goneUntil())
                .filter(row -> state.test(bed.head(row.key())))
                .flatMap(row -> row.content().stream())
                .collect(Collectors.toSet());
    }
}
