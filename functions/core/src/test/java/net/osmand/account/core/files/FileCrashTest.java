package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;

import java.time.Duration;
import java.util.Random;
import net.osmand.account.core.files.FileAction.Start;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PlannedFailure;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs every request and job with a crash before and after each of its calls, and with each response lost. Rows, heads,
 * entries and usage are consistent immediately. The check of the next day repairs the objects, and a retry has no
 * second effect.
 */
class FileCrashTest {
    @ParameterizedTest
    @EnumSource(FileAction.class)
    void aKillBeforeOrAfterAnyCallLosesNothing(FileAction action) {
        for (var start : Start.values()) {
            for (var after : new boolean[] {false, true}) {
                for (var nth = 1; ; nth++) {
                    var crash = new CrashInjector(nth, after);
                    var bed = new FilesTestBed();
                    var seen = FileAction.begin(bed, start);
                    var as = "%s from %s, killed %s call %d".formatted(action, start, after ? "after" : "before", nth);
                    try {
                        action.run(bed.with(crash), seen);
                    } catch (Crash _) {
                        // The request ends here.
                    }
                    holds(bed, as);
                    if (!crash.happened()) {
                        break;
                    }
                    action.run(bed, seen);
                    holds(bed, as + ", and again");
                    isRightTheNextDay(bed, as);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FileAction.class)
    void aLostAnswerOrAFailureBeforeTheEffectLosesNothing(FileAction action) {
        for (var start : Start.values()) {
            for (var after : new boolean[] {false, true}) {
                for (var nth = 1; nth < 12; nth++) {
                    var failure = new PlannedFailure();
                    var bed = new FilesTestBed();
                    var failing = bed.with(failure);
                    var seen = FileAction.begin(bed, start);
                    var as = "%s from %s, answer %d lost %s the effect"
                            .formatted(action, start, nth, after ? "after" : "before");
                    failure.failAt(nth, after);
                    try {
                        action.run(failing, seen);
                    } catch (UnavailableException _) {
                        // 503: the client retries.
                    }
                    failure.neverFail();
                    holds(bed, as);
                    isRightTheNextDay(bed, as);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FileAction.class)
    void everyCommitThatConflictsIsRepeated(FileAction action) {
        for (var start : Start.values()) {
            for (var seed = 0; seed < 20; seed++) {
                var bed = new FilesTestBed();
                var seen = FileAction.begin(bed, start);
                bed.files.conflict(new Random(seed), 30);
                action.run(bed, seen);
                bed.files.conflict(new Random(seed), 0);
                holds(bed, "%s from %s with conflicts, seed %d".formatted(action, start, seed));
            }
        }
    }

    private static void holds(FilesTestBed bed, String as) {
        try {
            if (bed.files.usage(ACCOUNT).isPresent()) {
                FileInvariants.check(bed);
            }
        } catch (AssertionError e) {
            throw new AssertionError(as + ": " + e.getMessage(), e);
        }
    }

    private static void isRightTheNextDay(FilesTestBed bed, String as) {
        if (bed.files.usage(ACCOUNT).isEmpty()) {
            return;
        }
        try {
            bed.clock.advance(Duration.ofDays(1));
            bed.checkAccount.check(ACCOUNT);
            bed.runJobs();
            FileInvariants.noLiveObjectIsMarked(bed);
            bed.checkAll();
            FileInvariants.holdAfterFullCheck(bed);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(as + ", a day later: " + e.getMessage(), e);
        }
    }
}
