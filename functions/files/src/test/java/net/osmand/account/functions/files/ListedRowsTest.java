package net.osmand.account.functions.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.InMemoryListSnapshots;
import net.osmand.account.core.files.ListAccount;
import net.osmand.account.core.files.ListAccount.Thresholds;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.functions.files.FileListing.Choice;
import net.osmand.account.functions.files.FileListing.ListedFields;
import org.junit.jupiter.api.Test;

/** Lists an account, stores the response, and lists it again from the stored one. */
class ListedRowsTest {
    private static final Choice EVERYTHING = new Choice(Set.of(), Optional.empty(), true);

    private final FilesTestBed bed = new FilesTestBed();

    private FileListing listing(ListedFields fields, Choice choice) {
        return new FileListing(
                bed.caller(1).account(), PlanLimits.STANDARD, choice, bed.listFiles.hidden(bed.caller(1)), fields);
    }

    private byte[] fromIndex(ListedFields fields, Choice choice) {
        return listing(fields, choice).of(rows(new InMemoryListSnapshots())::each);
    }

    private ListAccount.Rows rows(InMemoryListSnapshots snapshots) {
        return bed.listAccount(snapshots, new Thresholds(0, 0, 0)).of(bed.caller(1), Optional.empty());
    }

    private void fill() {
        for (var name : List.of("a.gpx", "Ünï \uD83D\uDE00 \"q\" \\\\.gpx", "line\nend\r", "x.info")) {
            for (var type : FilesTestBed.TYPES) {
                bed.upload(1, new FileKey(type, name), "text of " + name);
            }
        }
        bed.upload(2, new FileKey("GPX", "a.gpx"), "again");
        bed.delete(2, new FileKey("FILE", "a.gpx"));
        bed.upload(3, new FileKey("FILE", "a.gpx"), "");
        bed.delete(2, new FileKey("PROFILE", "a.gpx"));
    }

    @Test
    void aListFromTheRowsOfAStoredListIsTheSameByteForByte() {
        fill();
        var list = fromIndex(ListedFields.APP, EVERYTHING);
        var read = ListedRows.read(list).orElseThrow();
        assertThat(read).hasSize(bed.files.listed(FilesTestBed.ACCOUNT).size());
        for (var choice : List.of(
                EVERYTHING,
                new Choice(Set.of(), Optional.empty(), false),
                new Choice(Set.of("GPX", "FILE"), Optional.empty(), true))) {
            for (var fields : List.of(ListedFields.APP, ListedFields.WEB)) {
                var snapshots = new InMemoryListSnapshots();
                store(snapshots, read);
                var merged = listing(fields, choice).of(rows(snapshots)::each);
                assertThat(merged).as("%s %s", fields, choice).isEqualTo(fromIndex(fields, choice));
            }
        }
    }

    /** Stores the rows that were read as the list of the account, so that the next list is made from them. */
    private void store(InMemoryListSnapshots snapshots, List<FileVersion> read) {
        var rows = rows(snapshots);
        rows.each(_ -> {});
        rows.store(snapshots.write(read));
    }

    @Test
    void aListOfAFileAbove2GiBIsNotStoredBecauseItsSizeIsShortened() {
        fill();
        var small = listing(ListedFields.APP, EVERYTHING);
        small.of(rows(new InMemoryListSnapshots())::each);
        assertThat(small.isComplete()).isTrue();
        var large = listing(ListedFields.APP, EVERYTHING);
        var row = bed.files.listed(FilesTestBed.ACCOUNT).getFirst();
        large.of(page -> page.accept(List.of(
                new FileVersion(row.key(), row.device(), 1, 1, Integer.MAX_VALUE + 1L, 9, 0, 0, Optional.empty()))));
        assertThat(large.isComplete()).isFalse();
    }

    /** The stored list would lack the older versions of a file that is uploaded again. */
    @Test
    void aListWithoutAFileWhoseTrashPeriodIsOverIsNotStored() {
        fill();
        bed.clock.advance(FilesTestBed.WINDOW.plusMinutes(1));
        var listing = listing(ListedFields.APP, EVERYTHING);
        listing.of(rows(new InMemoryListSnapshots())::each);
        assertThat(listing.isComplete()).isFalse();
    }

    @Test
    void aDamagedListHasNoRows() {
        fill();
        var whole = fromIndex(ListedFields.APP, EVERYTHING);
        for (var end = 0; end < whole.length - 8; end += 7) {
            assertThat(ListedRows.read(Arrays.copyOf(whole, end))).isEmpty();
        }
        assertThat(ListedRows.read(fromIndex(ListedFields.APP, new Choice(Set.of(), Optional.empty(), false))))
                .as("a list without all versions")
                .isEmpty();
    }
}
