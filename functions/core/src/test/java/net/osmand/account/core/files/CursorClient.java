package net.osmand.account.core.files;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.ChangesSince.Answer;
import net.osmand.account.core.values.FileVersion;

/** A client that maintains a copy of the account with change cursors. */
public final class CursorClient {
    private final FilesTestBed bed;
    private final int device;
    private final TreeMap<Long, FileVersion> copy = new TreeMap<>();
    private Optional<ChangesSince.Cursor> cursor = Optional.empty();

    public CursorClient(FilesTestBed bed, int device) {
        this.bed = bed;
        this.device = device;
    }

    /** Returns the rows by their update times, which are unique within an account. */
    public SortedMap<Long, FileVersion> copy() {
        return copy;
    }

    /** Requests one page of changes. */
    public Answer ask() {
        Caller caller = bed.caller(device);
        var answer = cursor.map(since -> bed.changesSince.since(caller, since))
                .orElseGet(() -> bed.changesSince.begin(caller));
        if (answer.reset()) {
            copy.clear();
            if (answer.cursor().isPresent()) {
                bed.files.eachPage(FilesTestBed.ACCOUNT, page -> page.forEach(row -> copy.put(row.updateTime(), row)));
            }
        }
        answer.added().forEach(row -> copy.put(row.updateTime(), row));
        answer.removed()
                .forEach(removal ->
                        removal.files().forEach(file -> file.updateTimes().forEach(copy::remove)));
        cursor = answer.cursor();
        return answer;
    }

    /** Requests pages until there are no more changes. */
    public void catchUp() {
        Answer answer;
        do {
            answer = ask();
        } while (answer.more() || answer.cursor().isEmpty());
    }
}
