package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileVersion;

/**
 * What changed in an account since a stored list was settled.
 *
 * @param settled the stored list contains all rows up to this time, epoch milliseconds
 * @param rows newer rows, newest first
 * @param removed update times of removed rows, which identify rows within an account
 */
public record ListTail(long settled, List<FileVersion> rows, Set<Long> removed) {
    /** Maximum number of rows and of removals. With more, all rows are read instead. */
    static final int MAX = 2_000;

    /** Rows in a Query, and removals in another. */
    private static final int PAGE = 500;

    public ListTail {
        rows = List.copyOf(rows);
        removed = Set.copyOf(removed);
    }

    /**
     * Reads the changes since {@code settled}; empty if there are too many. Removals are read first. The other way
     * round, a list could lack both the old rows and the new row of a file that is restored at this moment, and apps
     * would delete the file.
     */
    static Optional<ListTail> read(FileIndex index, Caller caller, long settled) {
        var usage = caller.usage();
        var removed = usage.newestRemoval() > settled ? removed(index, caller, settled) : Optional.of(Set.<Long>of());
        return removed.flatMap(times -> (usage.lastUpdateTime() > settled
                        ? rows(index, caller, settled)
                        : Optional.of(List.<FileVersion>of()))
                .map(rows -> new ListTail(settled, rows, times)));
    }

    private static Optional<Set<Long>> removed(FileIndex index, Caller caller, long settled) {
        var times = new HashSet<Long>();
        List<Removal> page;
        var after = settled;
        do {
            page = index.removals(caller.account().id(), after, Long.MAX_VALUE, PAGE);
            page.forEach(removal -> removal.files().forEach(file -> times.addAll(file.updateTimes())));
            after = page.isEmpty() ? after : page.getLast().time();
        } while (page.size() == PAGE && times.size() <= MAX);
        return times.size() <= MAX ? Optional.of(times) : Optional.empty();
    }

    private static Optional<List<FileVersion>> rows(FileIndex index, Caller caller, long settled) {
        var rows = new ArrayList<FileVersion>();
        List<FileVersion> page;
        var before = Long.MAX_VALUE;
        do {
            page = index.page(caller.account().id(), settled + 1, before, PAGE);
            rows.addAll(page);
            before = page.isEmpty() ? before : page.getLast().updateTime();
        } while (page.size() == PAGE && rows.size() <= MAX);
        return rows.size() <= MAX ? Optional.of(rows) : Optional.empty();
    }

    /** Whether a row of the stored list still exists. Newer rows than {@link #settled} are in {@link #rows} instead. */
    public boolean keeps(FileVersion row) {
        return row.updateTime() <= settled && !removed.contains(row.updateTime());
    }

    /** Number of changes up to a time that a stored list of that time would contain, epoch milliseconds. */
    long changesUntil(long time) {
        return rows.stream().filter(row -> row.updateTime() <= time).count() + removed.size();
    }
}
