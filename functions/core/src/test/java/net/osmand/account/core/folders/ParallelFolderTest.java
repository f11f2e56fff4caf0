package net.osmand.account.core.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.core.files.FileInvariants;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.ParallelCalls;
import net.osmand.account.core.folders.FolderJob.State;
import net.osmand.account.core.testing.CallMeeting;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The S3 calls for the files of one transaction run in parallel (docs/protocol/portal-files.md#large-folders). */
class ParallelFolderTest {
    private static final FolderChange RENAME = new FolderChange.Rename("GPX", "Alps", "Tours");
    private static final int FILES_OF_A_TRANSACTION = 16;

    private final FilesTestBed bed = new FilesTestBed();
    private final InMemoryFolderJobs jobs = new InMemoryFolderJobs();

    @Test
    void copiesAndMarksTheFilesOfATransactionAtTheSameTime() {
        fill(40);
        var calls =
                new CallMeeting(Set.of("FileContents.copy", "FileContents.addDeleteMarker"), FILES_OF_A_TRANSACTION);

        run(bed.with(calls, new ParallelCalls(FILES_OF_A_TRANSACTION)));

        assertThat(calls.peak("FileContents.copy")).isEqualTo(FILES_OF_A_TRANSACTION);
        assertThat(calls.peak("FileContents.addDeleteMarker")).isEqualTo(FILES_OF_A_TRANSACTION);
        assertThat(calls.peak("FileIndex.commit"))
                .as("transactions run one after another")
                .isEqualTo(1);
        assertThat(calls.made("FileIndex.commit")).isEqualTo(3);
    }

    @Test
    void readsAndStoresTheCompanionsOfATransactionAtTheSameTime() {
        for (var i = 10; i < 26; i++) {
            bed.store(gpx("Alps/" + i + ".gpx"), "track");
            bed.store(gpx("Alps/" + i + ".gpx.info"), "{\"width\":\"bold\"}");
        }
        var companions = FILES_OF_A_TRANSACTION / 2;
        var calls = new CallMeeting(Set.of("FileContents.read", "FileContents.store"), companions);

        run(bed.with(calls, new ParallelCalls(FILES_OF_A_TRANSACTION)));

        assertThat(calls.peak("FileContents.read")).isEqualTo(companions);
        assertThat(calls.peak("FileContents.store")).isEqualTo(companions);
        assertThat(calls.made("FileContents.store")).isEqualTo(16);
        assertThat(bed.current(gpx("Tours/25.gpx.info")))
                .contains("{\"width\":\"bold\",\"file\":\"/tracks/Tours/25.gpx\"}");
        bed.checkAll();
        FileInvariants.holdAfterFullCheck(bed);
    }

    /** The rows, their order and the calls are those of a job that copies one file after another. */
    @Test
    void changesTheSameRowsInTheSameOrderWithTheSameCalls() {
        var other = new FilesTestBed();
        fill(40);
        fill(other, 40);
        var parallel = new CallMeeting(Set.of(), 0);
        var serial = new CallMeeting(Set.of(), 0);

        run(bed.with(parallel, new ParallelCalls(FILES_OF_A_TRANSACTION)));
        run(other.with(serial, FilesTestBed.SERIAL), new InMemoryFolderJobs());

        assertThat(rows(bed)).hasSize(120).isEqualTo(rows(other));
        assertThat(parallel.all()).isEqualTo(serial.all());
        assertThat(Map.of(
                        "copy", parallel.made("FileContents.copy"),
                        "addDeleteMarker", parallel.made("FileContents.addDeleteMarker"),
                        "commit", parallel.made("FileIndex.commit")))
                .isEqualTo(Map.of("copy", 40, "addDeleteMarker", 40, "commit", 3));
    }

    /**
     * The calls of each file are its copy, its delete marker and the read after that. 16 files need one transaction, and
     * one read each of the new names and of the heads. Each of the 10 steps lists the folder.
     */
    @Tag("slow")
    @Test
    void theCallsPerFileOfTenThousandFilesAreThoseOfAThousand() {
        for (var count : List.of(1_000, 10_000)) {
            var many = new FilesTestBed();
            fill(many, count);
            var calls = new CallMeeting(Set.of(), 0);

            run(many.with(calls, new ParallelCalls(FILES_OF_A_TRANSACTION)), new InMemoryFolderJobs());

            var transactions = count / FILES_OF_A_TRANSACTION + (count % FILES_OF_A_TRANSACTION == 0 ? 0 : 1);
            var steps = Math.ceilDiv(count, 1_008);
            assertThat(calls.made("FileContents.copy")).isEqualTo(count);
            assertThat(calls.made("FileContents.addDeleteMarker")).isEqualTo(count);
            assertThat(calls.made("FileContents.removeDeleteMarkers")).isZero();
            assertThat(calls.made("FileIndex.read")).isEqualTo(count);
            assertThat(calls.made("FileIndex.commit")).isEqualTo(transactions);
            assertThat(calls.made("FileIndex.heads")).isEqualTo(2 * transactions + steps + 1);
            assertThat(calls.made("FileIndex.eachPage")).isEqualTo(steps);
        }
    }

    /** All three tries of one copy fail while the others succeed. The queue then delivers the message again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16})
    void aFailedCopyAcknowledgesNothingAndLeavesNoObject(int nth) {
        fill(16);
        var objects = bed.contents.count();
        var failing = bed.with(new FailingCopies(nth), new ParallelCalls(FILES_OF_A_TRANSACTION));

        assertThatThrownBy(() -> run(failing)).isInstanceOf(UnavailableException.class);

        assertThat(bed.contents.count()).as("objects of the other copies").isEqualTo(objects);
        assertThat(rows(bed)).as("only the uploads").hasSize(16);
        assertThat(progress()).isEqualTo(new FolderJob.Progress(0, 16, 0, ""));
        FileInvariants.check(bed);
        run(bed.with(PortWrapper.none(), new ParallelCalls(FILES_OF_A_TRANSACTION)));
        assertThat(bed.current(gpx("Tours/25.gpx"))).contains("track 25");
        assertThat(progress()).isEqualTo(new FolderJob.Progress(16, 16, 0, ""));
        bed.checkAll();
        FileInvariants.holdAfterFullCheck(bed);
    }

    /** Fails each try to copy the object that the n-th call copies. */
    private static final class FailingCopies implements PortWrapper {
        private final int nth;
        private final AtomicInteger copies = new AtomicInteger();
        private Optional<Object> refused = Optional.empty();

        FailingCopies(int nth) {
            this.nth = nth;
        }

        @Override
        public <T> T over(Class<T> port, T real) {
            return port.cast(Proxy.newProxyInstance(
                    port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                        if (method.getName().equals("copy") && isRefused(arguments[1])) {
                            throw new UnavailableException("planned");
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        private synchronized boolean isRefused(Object source) {
            if (copies.incrementAndGet() == nth) {
                refused = Optional.of(source);
            }
            return refused.filter(source::equals).isPresent();
        }
    }

    private void fill(int count) {
        fill(bed, count);
    }

    private static void fill(FilesTestBed bed, int count) {
        for (var i = 10; i < 10 + count; i++) {
            bed.store(gpx("Alps/" + i + ".gpx"), "track " + i);
        }
        bed.clock.advance(Duration.ofSeconds(1));
    }

    private static FileKey gpx(String name) {
        return new FileKey("GPX", name);
    }

    /** Starts the job, or continues it, and runs its steps. */
    private void run(FilesTestBed requests) {
        run(requests, jobs);
    }

    private static void run(FilesTestBed requests, InMemoryFolderJobs jobs) {
        var queue = new ArrayList<Integer>();
        var job = new RunFolderJob(
                (_, _) -> Optional.of(requests.caller(0)),
                requests.liveFiles,
                new ParallelCalls(FILES_OF_A_TRANSACTION),
                jobs,
                (_, account) -> queue.add(account.value()),
                requests.clock::advance,
                requests.clock,
                new SecureRandom());
        job.start(requests.caller(0), RENAME);
        while (!queue.isEmpty()) {
            queue.removeFirst();
            job.step(FilesTestBed.ACCOUNT);
        }
        assertThat(jobs.find(FilesTestBed.ACCOUNT)).map(FolderJob::state).contains(State.DONE);
    }

    private FolderJob.Progress progress() {
        return jobs.find(FilesTestBed.ACCOUNT).orElseThrow().progress();
    }

    /** Name, time and kind of each row, oldest first. */
    private static List<String> rows(FilesTestBed bed) {
        return bed.files.rows(FilesTestBed.ACCOUNT).stream()
                .sorted(Comparator.comparingLong(FileVersion::updateTime))
                .map(row -> row.key().name() + " " + row.updateTime() + " " + row.isDeletionMarker())
                .toList();
    }

    /** The objects of the new names are new ones: no two rows share an object. */
    @Test
    void eachRowHasAnObjectOfItsOwn() {
        fill(40);

        run(bed.with(PortWrapper.none(), new ParallelCalls(FILES_OF_A_TRANSACTION)));

        var objects = bed.files.rows(FilesTestBed.ACCOUNT).stream()
                .flatMap(row -> row.content().stream())
                .map(StoredContent::objectKey)
                .toList();
        assertThat(objects).hasSize(80).doesNotHaveDuplicates();
        for (var i = 10; i < 50; i++) {
            assertThat(bed.current(gpx("Tours/" + i + ".gpx"))).contains("track " + i);
        }
        FileInvariants.check(bed);
    }
}
