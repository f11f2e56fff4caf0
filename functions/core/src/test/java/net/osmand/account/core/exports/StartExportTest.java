package net.osmand.account.core.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.core.exports.StartExport.Started;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that are answered at once, and exports that become jobs. */
class StartExportTest {
    private static final Selection EVERYTHING = ExportTestBed.everything(ArchiveFormat.OSF);

    @TempDir
    private Path folder;

    @Test
    void fiveHundredFilesComeAtOnce() {
        var office = new ExportTestBed(files(500), folder);

        assertThat(office.start().start(office.person.caller(), EVERYTHING)).isInstanceOf(Started.Completed.class);
        assertThat(office.store.calls.get()).isEqualTo(500);
        assertThat(office.queue).isEmpty();
    }

    @Test
    void moreAreAJobAndNoneOfThemIsReadBefore() {
        var office = new ExportTestBed(files(501), folder);

        assertThat(office.start().start(office.person.caller(), EVERYTHING)).isInstanceOf(Started.Running.class);
        assertThat(office.store.calls.get()).isZero();
        assertThat(office.queue).hasSize(1);
    }

    @Test
    void anInlineExportThatS3FailsBecomesAJob() {
        var office = new ExportTestBed(files(20), folder);

        assertThat(start(office, () -> {
                    throw new UnavailableException("S3 GetObject failed");
                }))
                .isInstanceOf(Started.Running.class);
        assertThat(office.queue).hasSize(1);

        office.work(Duration.ofHours(1));
        assertThat(office.archive()).isNotEmptyFile();
    }

    /** Like an adapter: on every thread, no read starts after the deadline. */
    @Test
    void anInlineExportThatTakesTooLongBecomesAJob() {
        var office = new ExportTestBed(files(200), folder);

        var reads = new AtomicInteger();
        try (var _ = Deadline.after(Duration.ofMillis(300))) {
            assertThat(start(office, () -> {
                        if (reads.incrementAndGet() > 50) {
                            awaitDeadline();
                            throw new UnavailableException("no time is left");
                        }
                    }))
                    .isInstanceOf(Started.Running.class);
        }
        assertThat(office.store.calls.get()).isEqualTo(50);
        assertThat(office.queue).hasSize(1);
    }

    @Test
    void anInlineExportMayTakeNoLongerThanTenSeconds() {
        var office = new ExportTestBed(files(1), folder);

        assertThat(start(
                        office,
                        () -> assertThat(Deadline.remaining().orElseThrow())
                                .isPositive()
                                .isLessThanOrEqualTo(Duration.ofSeconds(10))))
                .isInstanceOf(Started.Completed.class);
        assertThat(Deadline.remaining()).isEmpty();
    }

    private static TestUser files(int count) {
        var person = new TestUser();
        for (var i = 0; i < count; i++) {
            person.has("GPX", "track " + i + ".gpx", "<gpx/>");
        }
        return person;
    }

    /** Starts an export whose store runs an action before each call. */
    private static Started start(ExportTestBed office, Runnable before) {
        var store = (ArchiveStore) Proxy.newProxyInstance(
                ArchiveStore.class.getClassLoader(), new Class<?>[] {ArchiveStore.class}, (_, method, arguments) -> {
                    before.run();
                    return method.invoke(office.store, arguments);
                });
        return new StartExport(
                        office.person,
                        store,
                        office.exports,
                        (turn, _) -> office.queue.add(turn),
                        ExportTestBed.READS_AT_ONCE,
                        office.clock,
                        new SecureRandom())
                .start(office.person.caller(), EVERYTHING);
    }

    private static void awaitDeadline() {
        try {
            while (!Deadline.remaining().orElseThrow().isNegative()) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
