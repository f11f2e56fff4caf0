package net.osmand.account.core.details;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.osmand.account.core.details.UpdateDetails.Version;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.gpx.ReadTrack;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import org.junit.jupiter.api.Test;

/** Details are created and removed with their versions: docs/data-model.md#details. */
class UpdateDetailsTest {
    private static final FileKey TRACK = new FileKey("GPX", "Alps/Pass.gpx");
    private static final FileKey INFO = new FileKey("GPX", "Alps/Pass.gpx.info");
    private static final FileKey BROKEN = new FileKey("GPX", "broken.gpx");
    private static final FileKey FOLDER = new FileKey("GPX", "Alps/__folder__.info");
    private static final String GPX = """
        <gpx><trk><trkseg><trkpt lat="47" lon="8"/><trkpt lat="47.01" lon="8"/></trkseg></trk></gpx>\
        """;

    private final FilesTestBed bed = new FilesTestBed();
    private final InMemoryDetailsStore store = new InMemoryDetailsStore();

    @Test
    void computesDetailsOfABatchAndNotesItOnce() {
        var versions = List.of(
                bed.store(BROKEN, "no xml"),
                bed.store(TRACK, GPX),
                bed.store(INFO, "{\"width\":\"bold\"}"),
                bed.store(FOLDER, ""));

        add(versions.toArray(FileVersion[]::new));

        assertThat(json(TRACK)).contains("\"totalDistance\":1111.95");
        assertThat(json(INFO)).contains("\"data\":{\"width\":\"bold\"}");
        assertThat(json(BROKEN)).contains("\"error\"");
        assertThat(store.all(ACCOUNT)).as("a folder has no details").hasSize(3);
        assertThat(store.notes).as("once per batch").isEqualTo(1);
        assertThat(store.find(ACCOUNT, List.of(TRACK)).get(TRACK))
                .extracting(FileDetails::version)
                .isEqualTo(versions.get(1).updateTime());
    }

    @Test
    void skipsVersionsThatAreNotTheNewestAnyMore() {
        var old = bed.store(TRACK, GPX);
        var newest = bed.store(TRACK, GPX.replace("47.01", "47.02"));
        add(old);
        assertThat(store.all(ACCOUNT)).isEmpty();
        assertThat(store.notes).isZero();
        add(newest, old);
        assertThat(json(TRACK)).contains("2223.9");
    }

    @Test
    void detailsGoWithTheirVersion() {
        var old = bed.store(TRACK, GPX);
        var newest = bed.store(TRACK, GPX);
        add(newest);
        remove(old);
        assertThat(store.all(ACCOUNT)).as("those of another version stay").hasSize(1);

        bed.removeAll(TRACK, newest.updateTime(), false);
        remove(newest);

        assertThat(store.all(ACCOUNT)).isEmpty();
        add(newest);
        assertThat(store.all(ACCOUNT)).as("a late record of a removed file").isEmpty();
    }

    /** The account is deleted in the middle of a batch, or before the batch is retried after a crash. */
    @Test
    void nothingStaysOfAnErasedAccount() {
        var version = bed.store(TRACK, GPX);
        store.isErased = true;
        add(version);
        assertThat(store.all(ACCOUNT)).isEmpty();
        store.put(ACCOUNT, new FileDetails(TRACK, version.updateTime(), "{}"));
        bed.files.erase(ACCOUNT);
        add(version);
        assertThat(store.all(ACCOUNT)).isEmpty();
    }

    /** The stream redelivers a batch until the function succeeds. */
    @Test
    void aCrashAtAnyCallIsMadeGoodByTheNextDelivery() {
        for (var after : List.of(false, true)) {
            var crashes = 0;
            for (var nth = 1; ; nth++) {
                var account = new FilesTestBed();
                var track = account.store(TRACK, GPX);
                var info = account.store(INFO, "{}");
                var details = new InMemoryDetailsStore();
                var injector = new CrashInjector(nth, after);
                var batch =
                        Stream.of(track, info).map(UpdateDetailsTest::version).toList();
                try {
                    update(account.with(injector), account, injector.over(DetailsStore.class, details))
                            .update(ACCOUNT, batch, List.of());
                } catch (CrashInjector.Crash _) {
                    crashes++;
                }
                update(account, account, details).update(ACCOUNT, batch, List.of());
                assertThat(details.all(ACCOUNT)).hasSize(2);
                assertThat(details.notes).isPositive();
                if (!injector.happened()) {
                    break;
                }
            }
            assertThat(crashes).isGreaterThanOrEqualTo(6);
        }
    }

    private void add(FileVersion... versions) {
        update(bed, bed, store)
                .update(
                        ACCOUNT,
                        Stream.of(versions).map(UpdateDetailsTest::version).toList(),
                        List.of());
    }

    private void remove(FileVersion version) {
        update(bed, bed, store).update(ACCOUNT, List.of(), List.of(version(version)));
    }

    private static Version version(FileVersion version) {
        return new Version(version.key(), version.updateTime());
    }

    private static UpdateDetails update(FilesTestBed reads, FilesTestBed bed, DetailsStore store) {
        var readDetails = new ReadDetails(
                reads.liveFiles, store, new ReadTrack(GpxLimits.TRACK, System::nanoTime), bed.clock, System::nanoTime);
        return new UpdateDetails(bed.files, readDetails, store);
    }

    private String json(FileKey key) {
        Map<FileKey, FileDetails> found = store.find(ACCOUNT, List.of(key));
        return Objects.requireNonNull(found.get(key)).json();
    }
}
