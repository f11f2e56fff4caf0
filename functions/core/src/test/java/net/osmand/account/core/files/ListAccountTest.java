package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.ListAccount.Thresholds;
import net.osmand.account.core.files.ListingClient.From;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListAccountTest {
    private static final FileKey FILE = new FileKey("GPX", "a.gpx");
    private static final FileKey OTHER = new FileKey("GPX", "b.gpx");
    private static final Thresholds AT_ONCE = new Thresholds(2, 2, 3);
    private static final Thresholds AFTER_SOME_CHANGES = new Thresholds(2, 100, 3);
    private static final Duration SETTLED = ChangesSince.SETTLE_TIME.plusSeconds(1);

    private final FilesTestBed bed = new FilesTestBed();
    private final InMemoryListSnapshots snapshots = new InMemoryListSnapshots();
    private ListingClient client = client(AT_ONCE);

    private ListingClient client(Thresholds thresholds) {
        return new ListingClient(bed, 1, snapshots, thresholds);
    }

    @BeforeEach
    void storeTwoFiles() {
        bed.store(FILE, "one");
        bed.store(OTHER, "two");
    }

    private void lists(ListingClient lister, From from) {
        assertThat(lister.list()).isEqualTo(bed.files.listed(ACCOUNT).reversed());
        assertThat(lister.from()).isEqualTo(from);
    }

    @Test
    void anUnchangedListIsTheStoredOneOnceItIsSettled() {
        lists(client, From.ALL_ROWS);
        lists(client, From.STORED_LIST_AND_CHANGES);
        bed.clock.advance(SETTLED);
        lists(client, From.STORED_LIST_AND_CHANGES);
        lists(client, From.STORED_LIST);
        bed.store(FILE, "three");
        lists(client, From.STORED_LIST_AND_CHANGES);
    }

    @Test
    void everyKindOfChangeIsInTheNextList() {
        bed.clock.advance(SETTLED);
        lists(client, From.ALL_ROWS);
        bed.delete(FILE);
        lists(client, From.STORED_LIST_AND_CHANGES);
        bed.restore(FILE, bed.head(FILE).newest());
        lists(client, From.STORED_LIST_AND_CHANGES);
        bed.removeVersion(1, OTHER, bed.head(OTHER).newest());
        lists(client, From.STORED_LIST_AND_CHANGES);
        bed.clock.advance(SETTLED);
        lists(client, From.STORED_LIST_AND_CHANGES);
        lists(client, From.STORED_LIST);
    }

    @Test
    void aSmallAccountIsListedFromItsRows() {
        var small = client(new Thresholds(3, 3, 3));
        lists(small, From.ALL_ROWS);
        lists(small, From.ALL_ROWS);
        assertThat(snapshots.state()).isEmpty();
    }

    @Test
    void aListIsStoredAgainAfterSomeChanges() {
        var patient = client(AFTER_SOME_CHANGES);
        bed.clock.advance(SETTLED);
        lists(patient, From.ALL_ROWS);
        for (var change = 0; change < 3; change++) {
            bed.store(FILE, "change " + change);
        }
        bed.clock.advance(SETTLED);
        lists(patient, From.STORED_LIST_AND_CHANGES);
        lists(patient, From.STORED_LIST_AND_CHANGES);
        bed.store(FILE, "one more");
        bed.clock.advance(SETTLED);
        lists(patient, From.STORED_LIST_AND_CHANGES);
        lists(patient, From.STORED_LIST);
    }

    @Test
    void aListIsStoredAgainBeforeItExpires() {
        var patient = client(AFTER_SOME_CHANGES);
        bed.clock.advance(SETTLED);
        lists(patient, From.ALL_ROWS);
        var begun = snapshots.state().orElseThrow().begun();
        bed.store(FILE, "changed");
        bed.clock.advance(Duration.ofDays(20).minusMinutes(1));
        lists(patient, From.STORED_LIST_AND_CHANGES);
        assertThat(snapshots.state().orElseThrow().begun()).isEqualTo(begun);
        bed.clock.advance(Duration.ofMinutes(2));
        lists(patient, From.STORED_LIST_AND_CHANGES);
        assertThat(snapshots.state().orElseThrow().begun()).isGreaterThan(begun);
    }

    @Test
    void removalsThatMayHaveExpiredAreNotNeeded() {
        bed.clock.advance(SETTLED);
        lists(client, From.ALL_ROWS);
        bed.store(FILE, "changed");
        bed.clock.advance(Duration.ofDays(40));
        lists(client, From.ALL_ROWS);
    }

    @Test
    void anotherPlanChangesTheListButNotItsRows() {
        bed.clock.advance(SETTLED);
        lists(client, From.ALL_ROWS);
        lists(client, From.STORED_LIST);
        var start = new ListingClient(bed.with(Plan.START), 1, snapshots, AT_ONCE);
        lists(start, From.STORED_LIST_AND_CHANGES);
        lists(start, From.STORED_LIST);
    }

    @Test
    void aTableRestoredFromABackupIsOlderThanTheList() {
        bed.clock.advance(SETTLED);
        lists(client, From.ALL_ROWS);
        var stored = snapshots.find(ACCOUNT).orElseThrow();
        var state = stored.state();
        snapshots.store(
                ACCOUNT,
                new ListSnapshot(
                        new ListState(state.last() + 1, state.begun(), state.accountBytes(), state.trashPeriod()),
                        stored.gzip()));
        lists(client, From.ALL_ROWS);
    }

    @Test
    void whileAJobRemovesHiddenRowsTheListIsMadeFromAllRows() {
        bed.store(OTHER, "another version");
        for (var version = 0; version < 100; version++) {
            bed.store(FILE, "version " + version);
        }
        bed.delete(FILE);
        bed.clock.advance(SETTLED);
        lists(client, From.ALL_ROWS);
        lists(client, From.STORED_LIST);
        bed.empty(FILE, bed.head(FILE).newest());
        assertThat(bed.usage().purges()).isEqualTo(1);
        lists(client, From.ALL_ROWS);
        bed.runJobs();
        lists(client, From.STORED_LIST_AND_CHANGES);
    }

    @Test
    void aDamagedListIsNotUsed() {
        lists(client, From.ALL_ROWS);
        snapshots.store(ACCOUNT, new ListSnapshot(snapshots.state().orElseThrow(), new byte[0]));
        lists(client, From.ALL_ROWS);
        lists(client, From.STORED_LIST_AND_CHANGES);
    }

    @Test
    void tooManyChangesAreNotReadOneByOne() {
        bed.clock.advance(SETTLED);
        lists(client, From.ALL_ROWS);
        for (var change = 0; change <= ListTail.MAX; change++) {
            bed.store(FILE, "change " + change);
        }
        lists(client, From.ALL_ROWS);
    }

    @Test
    void changesOfSeveralPagesAreAllRead() {
        var patient = client(new Thresholds(2, 100_000, 100_000));
        bed.clock.advance(SETTLED);
        lists(patient, From.ALL_ROWS);
        for (var change = 0; change < 600; change++) {
            bed.store(new FileKey("GPX", change + ".gpx"), "text");
            bed.removeVersion(1, FILE, bed.store(FILE, "change " + change).updateTime());
        }
        lists(patient, From.STORED_LIST_AND_CHANGES);
    }

    /** The items of a transaction become visible one after another. */
    @Test
    void aRowThatBecomesVisibleLateIsInTheNextList() {
        bed.clock.advance(SETTLED);
        bed.store(FILE, "late");
        var late = bed.head(FILE).newest();
        var early =
                new ListingClient(bed.with(around(Map.of(), row -> row.updateTime() != late)), 1, snapshots, AT_ONCE);
        assertThat(early.list()).hasSize(2);
        lists(client, From.STORED_LIST_AND_CHANGES);
        bed.clock.advance(SETTLED);
        lists(client, From.STORED_LIST_AND_CHANGES);
        lists(client, From.STORED_LIST);
    }

    /** A restore that moves the content replaces the rows of a file in one transaction. */
    @Test
    void aFileThatIsRestoredBetweenTheReadsIsInTheList() {
        bed.clock.advance(SETTLED);
        bed.delete(OTHER);
        lists(client, From.ALL_ROWS);
        bed.removeVersion(1, FILE, bed.store(FILE, "removed").updateTime());
        for (var read : List.of("removals", "page")) {
            var old = bed.files.listed(ACCOUNT).stream()
                    .filter(row -> row.key().equals(FILE))
                    .findFirst()
                    .orElseThrow();
            var raced = new ListingClient(
                    bed.with(around(Map.of(read, () -> replace(old)), _ -> true)), 1, snapshots, AT_ONCE);
            assertThat(raced.list())
                    .as("change before " + read)
                    .extracting(FileVersion::key)
                    .contains(FILE);
            assertThat(raced.from()).isEqualTo(From.STORED_LIST_AND_CHANGES);
        }
    }

    private void replace(FileVersion row) {
        var seen = new Seen(bed.usage(), Map.of(), Optional.empty(), false);
        var time = bed.usage().lastUpdateTime() + 1;
        var complete = bed.files.complete(ACCOUNT, List.of(row)).getFirst();
        bed.files.commit(new ChangeBuilder(ACCOUNT, seen, time)
                .removeRow(complete)
                .write(new Write.AddRow(complete.updatedAt(time)))
                .usage(UsageChange.ofVersions(1, complete.gzipSize()))
                .build());
    }

    /** Runs code before the first call of a method of the index, and hides rows from pages of all rows. */
    private static PortWrapper around(Map<String, Runnable> before, Predicate<FileVersion> visible) {
        var left = new ArrayList<>(before.keySet());
        return new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                return port != FileIndex.class
                        ? real
                        : port.cast(Proxy.newProxyInstance(
                                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                                    if (left.remove(method.getName())) {
                                        before.getOrDefault(method.getName(), () -> {})
                                                .run();
                                    }
                                    if (method.getName().equals("eachPage")) {
                                        var all = new ArrayList<FileVersion>();
                                        ((FileIndex) real).eachPage(ACCOUNT, all::addAll);
                                        pageOf(arguments[1])
                                                .accept(all.stream()
                                                        .filter(visible)
                                                        .toList());
                                        return null;
                                    }
                                    return method.invoke(real, arguments);
                                }));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static Consumer<List<FileVersion>> pageOf(Object argument) {
        return (Consumer<List<FileVersion>>) argument;
    }
}
