package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.account.UsageLimit.Figure;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.Change.CheckDay;
import net.osmand.account.core.files.CommitResult;
import net.osmand.account.core.files.CommitResult.Committed;
import net.osmand.account.core.files.CommitResult.Refused;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.FileIndex.Due;
import net.osmand.account.core.files.FileIndex.StoredHead;
import net.osmand.account.core.files.HiddenDeletions;
import net.osmand.account.core.files.Purge;
import net.osmand.account.core.files.Removal;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Write;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.UnavailableException;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The file index's use of DynamoDB: one transaction for a change, the reasons of a cancelled one, and queries by key
 * and index.
 */
class FileIndexContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(FileIndexContractTest.class);

    private static final long NOW = 1_795_831_022_679L;
    private static final long TODAY = 20_785;
    private static final DeviceId PHONE = new DeviceId(7);
    private static final FileKey TRACK = new FileKey("GPX", "tracks/a.gpx");

    private final FileIndex files = AdapterTestBed.ADAPTERS.fileIndex();
    private final AtomicLong time = new AtomicLong(NOW);
    private AccountId ann = AdapterTestBed.someAccount();

    @BeforeEach
    void anAccount() {
        ann = AdapterTestBed.ADAPTERS.accounts().create(AdapterTestBed.someAddress(), "subject", NOW);
    }

    @Test
    void aChangeIsThereAsAWhole() {
        var row = version(TRACK, NOW + 1);
        assertThat(commit(change(NOW + 1, UsageChange.ofVersions(1, 52), new Write.AddRow(row), head(row, 1))))
                .isInstanceOf(Committed.class);

        var read = files.read(ann, FileRead.at(TRACK, NOW + 1));
        assertThat(read.usage().orElseThrow().keptBytes()).isEqualTo(52);
        assertThat(read.usage().orElseThrow().lastUpdateTime()).isEqualTo(NOW + 1);
        assertThat(read.file().row()).contains(row);
        assertThat(read.file().head().orElseThrow().content().orElseThrow().updateTime())
                .isEqualTo(NOW + 1);
        assertThat(files.read(ann, FileRead.at(TRACK, NOW + 2)).file().row()).isEmpty();
        assertThat(files.heads(ann, List.of(TRACK, new FileKey("GPX", "none"))).keySet())
                .containsExactly(TRACK);
    }

    @Test
    void aChangeAfterALaterOneIsRefusedWithTheUsageAsItIs() {
        add(TRACK);
        add(TRACK);
        var late = version(new FileKey("GPX", "b"), NOW + 1);
        var refused = refused(change(NOW + 1, UsageChange.NONE, new Write.AddRow(late), head(late, 1)));

        assertThat(refused.accountGone()).isFalse();
        assertThat(refused.usage().orElseThrow().lastUpdateTime()).isEqualTo(time.get());
        assertThat(refused.heads()).isEmpty();
        assertThat(files.heads(ann, List.of(late.key()))).isEmpty();
    }

    @Test
    void aChangeOverALimitIsRefused() {
        var upload = UsageChange.ofUpload(true, 1, 100);
        assertThat(commit(limited(upload, new UsageLimit(Figure.FREE_BYTES, 0))))
                .isInstanceOf(Committed.class);
        var refused = refused(limited(upload, new UsageLimit(Figure.FREE_BYTES, 99)));

        assertThat(refused.usage().orElseThrow().freeBytes()).isEqualTo(100);
        assertThat(commit(limited(upload, new UsageLimit(Figure.FREE_BYTES, 100))))
                .isInstanceOf(Committed.class);
        assertThat(usage().uploads()).isEqualTo(2);
    }

    private Change limited(UsageChange usage, UsageLimit limit) {
        return new Change(
                ann, time.incrementAndGet(), usage, Set.of(limit), tomorrow(), OptionalLong.empty(), List.of());
    }

    @Test
    void aHeadThatChangedIsToldAndTheRestIsNotWritten() {
        var first = add(TRACK);
        var row = version(TRACK, time.incrementAndGet());
        var other = new FileKey("GPX", "b");
        var refused = refused(change(
                row.updateTime(),
                UsageChange.NONE,
                new Write.AddRow(row),
                new Write.PutHead(TRACK, headOf(row, 2), OptionalLong.of(NOW - 5)),
                new Write.PutHead(other, headOf(row, 1), OptionalLong.of(3))));

        assertThat(refused.usage()).isEmpty();
        assertThat(refused.heads())
                .isEqualTo(Map.of(TRACK, Optional.of(headOf(first, 1)), other, Optional.<FileHead>empty()));
        assertThat(files.rows(ann, TRACK, 0, Long.MAX_VALUE / 1_000_000, 9)).containsExactly(first);
        assertThat(usage().lastUpdateTime()).isEqualTo(first.updateTime());
    }

    @Test
    void aRowThatIsGoneIsMissed() {
        var row = add(TRACK);
        var remove = new Write.RemoveRow(row);
        assertThat(commit(change(time.incrementAndGet(), UsageChange.NONE, remove)))
                .isInstanceOf(Committed.class);
        assertThat(refused(change(time.incrementAndGet(), UsageChange.NONE, remove))
                        .rowMissing())
                .isTrue();
    }

    @Test
    void withoutAUsageNothingIsWritten() {
        var bob = AdapterTestBed.someAccount();
        var row = version(TRACK, NOW);
        var change = new Change(
                bob, NOW, UsageChange.NONE, Set.of(), tomorrow(), OptionalLong.empty(), List.of(new Write.AddRow(row)));
        assertThat(files.commit(change)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.accountGone()).isTrue();
            assertThat(refused.usage()).isEmpty();
        });
        assertThat(files.usage(bob)).isEmpty();
        assertThat(files.eachRow(bob)).isEmpty();
    }

    @Test
    void aChangeIsKnownAgain() {
        var row = version(TRACK, time.incrementAndGet());
        var change = change(row.updateTime(), UsageChange.NONE, new Write.AddRow(row), head(row, 1));
        assertThat(files.isCommitted(change)).isFalse();
        commit(change);
        assertThat(files.isCommitted(change)).isTrue();
        var another = row.withStatusAndAuthor(FileVersion.Status.MODIFIED, "somebody");
        assertThat(files.isCommitted(change(row.updateTime(), UsageChange.NONE, new Write.AddRow(another))))
                .isFalse();
        var removal = new Removal(NOW + 9, List.of(new Removal.Removed(TRACK, List.of(1L))), List.of());
        assertThat(files.isCommitted(change(NOW + 9, UsageChange.NONE, new Write.PutRemoval(removal))))
                .isFalse();
        var hidden = new Write.RemoveHidden(new HiddenDeletions("job", Set.of(1L)));
        assertThat(files.isCommitted(change(NOW + 9, UsageChange.NONE, hidden))).isTrue();
    }

    /** The item of a job with other deletions is not the one that the change writes. */
    @Test
    void aChangeThatHidesRowsIsKnownAgain() {
        var purge = new Write.AddPurge(new Purge(TRACK, NOW));
        var hidden = new Write.AddHidden(new HiddenDeletions("job", Set.of(1L, 2L)));
        for (var write : List.<Write>of(purge, hidden)) {
            var change = change(time.incrementAndGet(), UsageChange.NONE, write);
            assertThat(files.isCommitted(change)).isFalse();
            commit(change);
            assertThat(files.isCommitted(change)).isTrue();
        }
        for (var other : List.<Write>of(
                new Write.AddPurge(new Purge(TRACK, NOW + 1)),
                new Write.AddPurge(new Purge(new FileKey("FAVOURITES", TRACK.name()), NOW)),
                new Write.AddHidden(new HiddenDeletions("job", Set.of(1L))))) {
            assertThat(files.isCommitted(change(time.incrementAndGet(), UsageChange.NONE, other)))
                    .as("%s", other)
                    .isFalse();
        }
    }

    @Test
    void ofManyAtOnceEachCommitsWhichTakesANewTime() throws Exception {
        var numbers = new AtomicLong();
        AdapterTestBed.atOnce(10, () -> {
            var key = new FileKey("GPX", "parallel/" + numbers.incrementAndGet());
            while (true) {
                var row = version(key, Math.max(time.incrementAndGet(), usage().lastUpdateTime() + 1));
                if (isWritten(
                        change(row.updateTime(), UsageChange.ofVersions(1, 52), new Write.AddRow(row), head(row, 1)))) {
                    return row;
                }
            }
        });
        assertThat(usage().keptBytes()).isEqualTo(520);
        assertThat(files.eachRow(ann)).hasSize(10);
        assertThat(files.eachRow(ann).map(FileVersion::updateTime)).doesNotHaveDuplicates();
    }

    /** Commits the change. If the answer was slow or lost, finds out whether it was written. */
    private boolean isWritten(Change change) {
        try {
            return files.commit(change) instanceof Committed;
        } catch (UnavailableException unknown) {
            return files.isCommitted(change);
        }
    }

    @Test
    void theNextOlderRowOfEitherKindIsOneAway() {
        var first = add(TRACK);
        var deletion = addMarker(TRACK);
        var second = add(TRACK);

        assertThat(files.contentBefore(ann, TRACK, second.updateTime())).contains(first);
        assertThat(files.contentBefore(ann, TRACK, first.updateTime())).isEmpty();
        assertThat(files.markerBefore(ann, TRACK, Long.MAX_VALUE / 1_000_000)).contains(deletion);
        assertThat(files.markerBefore(ann, TRACK, deletion.updateTime())).isEmpty();
        assertThat(files.rows(ann, TRACK, 0, second.updateTime(), 9)).containsExactly(first, second, deletion);
        assertThat(files.rows(ann, TRACK, 0, deletion.updateTime(), 9)).containsExactly(first, deletion);
        assertThat(files.rows(ann, TRACK, first.updateTime(), second.updateTime(), 9))
                .containsExactly(second, deletion);
        assertThat(files.rows(ann, TRACK, 0, second.updateTime(), 2)).containsExactly(first, second);
    }

    @Test
    void filesOfANameAreOneQueryWhateverTheirTypes() {
        var track = add(TRACK);
        var other = add(new FileKey("FAVOURITES", TRACK.name()));
        add(new FileKey("GPX", "tracks/b.gpx"));
        assertThat(files.named(ann, TRACK.name())).containsExactlyInAnyOrder(track, other);
    }

    @Test
    void listsGoByTimeAndFullReadsByFile() {
        var written = new ArrayList<FileVersion>();
        IntStream.range(0, 7).forEach(n -> written.addFirst(add(new FileKey("GPX", "tracks/" + n % 3 + ".gpx"))));

        var pages = new ArrayList<FileVersion>();
        for (var page = files.page(ann, 0, Long.MAX_VALUE / 1_000_000, 3);
                !page.isEmpty();
                page = files.page(ann, 0, pages.getLast().updateTime(), 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            pages.addAll(page);
        }
        assertThat(times(pages)).isEqualTo(times(written));
        assertThat(pages)
                .as("lists read no more than they show")
                .allMatch(row -> row.content().isEmpty());
        var all = new ArrayList<FileVersion>();
        files.eachPage(ann, all::addAll);
        assertThat(times(all)).isEqualTo(times(written));
        assertThat(files.complete(ann, all)).isEqualTo(written);
        assertThat(times(files.changed(ann, NOW + 2, NOW + 6, 3))).containsExactly(NOW + 3, NOW + 4, NOW + 5);
        assertThat(files.changed(ann, NOW + 6, NOW + 6, 3)).isEmpty();

        var whole = files.eachRow(ann).toList();
        assertThat(whole).containsExactlyInAnyOrderElementsOf(written);
        assertThat(whole.stream().map(row -> row.key().hash())).isSorted();
        var heads = files.eachHead(ann).toList();
        assertThat(heads.stream().map(StoredHead::hash)).isSorted().hasSize(3);
        assertThat(heads.getFirst().head().content().orElseThrow().gzipSize()).isEqualTo(52);
    }

    private static List<Long> times(List<FileVersion> versions) {
        return versions.stream().map(FileVersion::updateTime).toList();
    }

    @Test
    void theTrashIsReadByItsEnd() {
        for (var n = 0; n < 5; n++) {
            var entry = new TrashEntry(new FileKey("GPX", "tracks/" + n), NOW + 10 + n, NOW + 100 + n, "");
            commit(change(time.incrementAndGet(), UsageChange.NONE, new Write.PutTrashEntry(entry)));
        }
        var key = new FileKey("GPX", "tracks/3");

        assertThat(files.trash(ann, NOW, Long.MAX_VALUE / 1_000_000, 2))
                .extracting(TrashEntry::until)
                .containsExactly(NOW + 104, NOW + 103);
        assertThat(files.trash(ann, NOW + 101, NOW + 103, 9))
                .extracting(TrashEntry::until)
                .containsExactly(NOW + 102);
        assertThat(files.countTrash(ann, NOW + 101, Long.MAX_VALUE / 1_000_000)).isEqualTo(3);
        assertThat(files.ending(ann, NOW + 100, NOW + 102, 9))
                .extracting(TrashEntry::until)
                .containsExactly(NOW + 101, NOW + 102);
        assertThat(files.trashEntry(ann, key)).contains(new TrashEntry(key, NOW + 13, NOW + 103, ""));
        commit(change(time.incrementAndGet(), UsageChange.NONE, new Write.RemoveTrashEntry(key)));
        assertThat(files.trashEntry(ann, key)).isEmpty();
        assertThat(files.countTrash(ann, NOW, NOW + 1)).isZero();
    }

    @Test
    void removalsAreToldInOrderWithTheirObjects() {
        var written = Stream.of(3, 5, 9)
                .map(n -> new Removal(
                        NOW + n,
                        List.of(new Removal.Removed(TRACK, List.of((long) n))),
                        List.of(new StoredContent("u/1/20261130-" + n, "v"))))
                .toList();
        written.forEach(
                removal -> commit(change(removal.time(), UsageChange.NONE.removing(), new Write.PutRemoval(removal))));
        assertThat(files.removals(ann, NOW + 3, NOW + 9, 9)).isEqualTo(written.subList(1, 3));
        assertThat(files.removals(ann, NOW, NOW + 9, 1)).isEqualTo(written.subList(0, 1));
        assertThat(usage().newestRemoval()).isEqualTo(NOW + 9);
    }

    /** A Query ends after 1 MB. Four removals of long names are more. */
    @Test
    void moreRemovalsThanAQueryReturnsAreAllRead() {
        var removals = Stream.of(1, 2, 3, 4)
                .map(i -> new Removal(
                        NOW + i,
                        IntStream.range(0, 300)
                                .mapToObj(file -> new Removal.Removed(
                                        new FileKey(
                                                "GPX", "%04d".formatted(file).repeat(256)),
                                        List.of((long) i)))
                                .toList(),
                        List.of()))
                .toList();
        removals.forEach(
                removal -> commit(change(removal.time(), UsageChange.NONE.removing(), new Write.PutRemoval(removal))));
        assertThat(files.removals(ann, NOW, NOW + 9, 50)).isEqualTo(removals);
        assertThat(files.removals(ann, NOW, NOW + 9, 3)).isEqualTo(removals.subList(0, 3));
    }

    @Test
    void whatHidesRowsIsThereOnce() {
        var purge = new Purge(TRACK, NOW);
        var hidden = new HiddenDeletions("job", Set.of(NOW, NOW + 1));
        var add = List.<Write>of(new Write.AddPurge(purge), new Write.AddHidden(hidden));
        assertThat(commit(change(time.incrementAndGet(), UsageChange.ofHidden(1), add)))
                .isInstanceOf(Committed.class);
        assertThat(refused(change(time.incrementAndGet(), UsageChange.NONE, add))
                        .rowMissing())
                .isTrue();
        assertThat(files.purges(ann)).containsExactly(purge);
        assertThat(files.hidden(ann)).containsExactly(hidden);
        assertThat(usage().hidden()).isEqualTo(1);

        var remove = List.<Write>of(new Write.RemovePurge(purge), new Write.RemoveHidden(hidden));
        assertThat(commit(change(time.incrementAndGet(), UsageChange.NONE, remove)))
                .isInstanceOf(Committed.class);
        assertThat(files.purges(ann)).isEmpty();
        assertThat(files.hidden(ann)).isEmpty();
    }

    @Test
    void anUploadGoesFromOneStateToTheNext() {
        var open = upload(Upload.State.OPEN);
        var done = upload(Upload.State.DONE);
        commit(change(time.incrementAndGet(), UsageChange.NONE, new Write.AddUpload(open)));
        var again = refused(change(time.incrementAndGet(), UsageChange.NONE, new Write.AddUpload(open)));
        assertThat(again.uploadChanged()).isTrue();
        assertThat(again.upload()).contains(open);

        assertThat(commit(change(time.incrementAndGet(), UsageChange.NONE, new Write.ReplaceUpload(open, done))))
                .isInstanceOf(Committed.class);
        var late = refused(change(
                time.incrementAndGet(), UsageChange.NONE, new Write.ReplaceUpload(open, upload(Upload.State.FAILED))));
        assertThat(late.upload()).contains(done);
        assertThat(AdapterTestBed.ADAPTERS.uploads().find(ann, open.id())).contains(done);
        assertThat(AdapterTestBed.ADAPTERS.uploads().replace(open, upload(Upload.State.CANCELLED)))
                .isFalse();
        assertThat(AdapterTestBed.ADAPTERS.uploads().all(ann)).containsExactly(done);
    }

    private Upload upload(Upload.State state) {
        return new Upload(
                ann,
                "id",
                TRACK,
                PHONE,
                "author",
                100,
                Optional.empty(),
                0,
                Optional.of("u/1/20261130-x"),
                Optional.empty(),
                0,
                state,
                NOW + 86_400_000,
                Optional.empty(),
                Optional.empty(),
                0,
                0);
    }

    @Test
    void anAccountIsFoundByTheDayOfItsCheck() {
        var shard = ann.value() % FileIndex.CHECK_SHARDS;
        var made = usage().check().day();
        assertThat(files.due(shard, made - 1, Optional.empty(), 1_000)).doesNotContain(new Due(ann, made));
        assertThat(files.due(shard, made, Optional.empty(), 1_000)).contains(new Due(ann, made));
        assertThat(files.due(shard, made, Optional.of(new Due(ann, made)), 1_000))
                .doesNotContain(new Due(ann, made));

        var seen = usage();
        var next = new Usage.Check(made + 5, NOW, made);
        assertThat(files.moveCheck(ann, seen, next)).isTrue();
        assertThat(usage().check()).isEqualTo(next);
        assertThat(files.moveCheck(ann, seen, new Usage.Check(made + 9, NOW, made)))
                .isFalse();
        assertThat(files.due(shard, made, Optional.empty(), 1_000)).doesNotContain(new Due(ann, made));
    }

    @Test
    void aChangeMovesTheCheckOrRequiresThatItIsEarlyEnough() {
        var made = usage().check().day();
        var moving = new Change(
                ann,
                time.incrementAndGet(),
                UsageChange.NONE,
                Set.of(),
                new CheckDay(made + 3, true),
                OptionalLong.empty(),
                List.of());
        assertThat(commit(moving)).isInstanceOf(Committed.class);
        assertThat(usage().check().day()).isEqualTo(made + 3);
        var late = new Change(
                ann,
                time.incrementAndGet(),
                UsageChange.NONE,
                Set.of(),
                new CheckDay(made + 2, false),
                OptionalLong.empty(),
                List.of());
        assertThat(refused(late).usage().orElseThrow().check().day()).isEqualTo(made + 3);
    }

    @Test
    void aRowIsReplacedOnlyIfItHasTheObjectThatWasSeen() {
        var row = add(TRACK);
        var copied = row.storedAt(new StoredContent("u/7/20261130-copy", "v2"));
        var again = row.storedAt(new StoredContent("u/7/20261130-again", "v3"));
        var change = change(time.incrementAndGet(), UsageChange.NONE, new Write.ReplaceRow(row, copied));

        assertThat(files.isCommitted(change)).isFalse();
        assertThat(commit(change)).isInstanceOf(Committed.class);
        assertThat(files.isCommitted(change)).isTrue();
        assertThat(files.complete(ann, List.of(row))).containsExactly(copied);
        assertThat(refused(change(time.incrementAndGet(), UsageChange.NONE, new Write.ReplaceRow(row, again)))
                        .rowMissing())
                .as("it has another object by now")
                .isTrue();
    }

    @Test
    void anErasedAccountTakesNoChange() {
        IntStream.range(0, 40).forEach(n -> add(new FileKey("GPX", "tracks/" + n)));
        files.erase(ann);
        files.erase(ann);

        assertThat(files.usage(ann)).isEmpty();
        assertThat(files.eachRow(ann)).isEmpty();
        assertThat(files.eachHead(ann)).isEmpty();
        var row = version(TRACK, time.incrementAndGet());
        assertThat(refused(change(row.updateTime(), UsageChange.NONE, new Write.AddRow(row)))
                        .accountGone())
                .isTrue();
    }

    private FileVersion add(FileKey key) {
        var row = version(key, time.incrementAndGet());
        var head = Optional.ofNullable(files.heads(ann, List.of(key)).get(key));
        var put = new Write.PutHead(
                key,
                headOf(row, 1 + head.map(FileHead::contents).orElse(0L)),
                head.map(old -> OptionalLong.of(old.revision())).orElse(OptionalLong.empty()));
        assertThat(commit(change(row.updateTime(), UsageChange.NONE, new Write.AddRow(row), put)))
                .isInstanceOf(Committed.class);
        return row;
    }

    private FileVersion addMarker(FileKey key) {
        var marker = FileVersion.deletionMarker(key, PHONE, time.incrementAndGet(), 0);
        commit(change(marker.updateTime(), UsageChange.NONE, new Write.AddRow(marker)));
        return marker;
    }

    private Usage usage() {
        return files.usage(ann).orElseThrow();
    }

    private CommitResult commit(Change change) {
        return files.commit(change);
    }

    private Refused refused(Change change) {
        assertThat(files.commit(change)).isInstanceOf(Refused.class);
        return (Refused) files.commit(change);
    }

    private Change change(long at, UsageChange usage, Write... writes) {
        return change(at, usage, List.of(writes));
    }

    private Change change(long at, UsageChange usage, List<Write> writes) {
        return new Change(ann, at, usage, Set.of(), tomorrow(), OptionalLong.empty(), writes);
    }

    private static CheckDay tomorrow() {
        return new CheckDay(TODAY + 1, false);
    }

    private static Write head(FileVersion row, long contents) {
        return new Write.PutHead(row.key(), headOf(row, contents), OptionalLong.empty());
    }

    private static FileHead headOf(FileVersion row, long contents) {
        return new FileHead(
                row.updateTime(),
                row.updateTime(),
                Optional.of(row.withoutAuthor()),
                contents,
                52 * contents,
                0,
                Optional.empty(),
                0);
    }

    private static FileVersion version(FileKey key, long time) {
        var content = new StoredContent("u/1/" + time, "v" + time);
        return new FileVersion(key, PHONE, time, 0, 36, 52, 7, 10, Optional.of(content))
                .withStatusAndAuthor(FileVersion.Status.ADDED, "Google__model__Pixel");
    }
}
