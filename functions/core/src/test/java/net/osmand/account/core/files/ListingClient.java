package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.FileVersion;

/** A client that lists the whole account as the function does, but not as JSON. */
public final class ListingClient {
    private final FilesTestBed bed;
    private final int device;
    private final InMemoryListSnapshots snapshots;
    private final ListAccount listAccount;
    private From from = From.ALL_ROWS;

    /** What the last list was made from. */
    enum From {
        ALL_ROWS,
        STORED_LIST_AND_CHANGES,
        STORED_LIST
    }

    public ListingClient(
            FilesTestBed bed, int device, InMemoryListSnapshots snapshots, ListAccount.Thresholds thresholds) {
        this.bed = bed;
        this.device = device;
        this.snapshots = snapshots;
        listAccount = bed.listAccount(snapshots, thresholds);
    }

    /** Lists the account and returns all rows, newest first. */
    public List<FileVersion> list() {
        var rows = listAccount.of(bed.caller(device), Optional.empty());
        var unchanged = rows.unchanged();
        if (unchanged.isPresent()) {
            from = From.STORED_LIST;
            return snapshots.rows(unchanged.get()).orElseThrow();
        }
        var found = new ArrayList<FileVersion>();
        rows.each(found::addAll);
        from = rows.isMerged() ? From.STORED_LIST_AND_CHANGES : From.ALL_ROWS;
        rows.store(snapshots.write(found));
        return found;
    }

    From from() {
        return from;
    }
}
