package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileVersion;

/**
 * Tells a client what changed since it last asked. The account's newest update time, which comes with the read that let the
 * caller in, says whether anything did, so that an unchanged account costs nothing more.
 *
 * <p>Changes are committed in the order of their times, but a transaction's items become visible one after another. So a
 * cursor stands still behind what is not settled: everything after it is told again, and a client takes what it has as it is.
 */
public final class ChangesSince {
    /** 10 seconds of one call, clocks that differ, and room: nothing appears later than that. */
    static final Duration SETTLES = Duration.ofMinutes(5);

    /** Removals are kept a little longer than this. */
    private static final Duration CURSOR_LIFE = Duration.ofDays(60);

    /** One removal may be of many files. */
    private static final int ROWS_A_REMOVAL = 10;

    private final FileIndex index;
    private final Clock clock;
    private final int page;

    /** With how many versions and removals a page may have. */
    public ChangesSince(FileIndex index, Clock clock, int page) {
        this.index = index;
        this.clock = clock;
        this.page = page;
    }

    /**
     * How far a client has been told. Times are epoch milliseconds.
     *
     * @param settled everything until then is there and was told
     * @param told where the next page of this answer begins; 0 if the answer is whole
     * @param issued when it was handed out
     */
    public record Cursor(long settled, long told, long issued) {}

    /**
     * An answer.
     *
     * @param reset whether the client has to list all files anew
     * @param cursor of the next question; empty where the client has to begin without one
     * @param added versions and deletion markers, earliest first
     * @param removed of which no removed one is told again
     * @param more whether there is more to ask for at once
     */
    public record Answer(
            boolean reset, Optional<Cursor> cursor, List<FileVersion> added, List<Removal> removed, boolean more) {}

    /** Where to begin: the client lists all files after this. */
    public Answer begin(Caller caller) {
        var now = clock.millis();
        var settled = Math.min(caller.usage().lastUpdateTime(), now - SETTLES.toMillis());
        return new Answer(true, Optional.of(new Cursor(settled, 0, now)), List.of(), List.of(), false);
    }

    /** What changed since. */
    public Answer since(Caller caller, Cursor cursor) {
        var last = caller.usage().lastUpdateTime();
        var now = clock.millis();
        if (cursor.issued() < now - CURSOR_LIFE.toMillis() || Math.max(cursor.settled(), cursor.told()) > last) {
            return new Answer(true, Optional.empty(), List.of(), List.of(), false);
        }
        if (cursor.settled() >= last) {
            return new Answer(false, Optional.of(new Cursor(cursor.settled(), 0, now)), List.of(), List.of(), false);
        }
        return page(caller, cursor, Math.max(cursor.settled(), cursor.told()));
    }

    private Answer page(Caller caller, Cursor cursor, long after) {
        var account = caller.account().id();
        var last = caller.usage().lastUpdateTime();
        var now = clock.millis();
        var rows = index.changed(account, after, last, page);
        var most = Math.max(1, page / ROWS_A_REMOVAL);
        var removals = caller.usage().newestRemoval() > after
                ? index.removals(account, after, last, most)
                : List.<Removal>of();
        // Where either list was cut, the other ends there too, so that the next page begins behind both.
        var until = Math.min(
                rows.size() < page ? last : rows.getLast().updateTime(),
                removals.size() < most ? last : removals.getLast().time());
        var added = rows.stream().filter(row -> row.updateTime() <= until).toList();
        var removed =
                removals.stream().filter(removal -> removal.time() <= until).toList();
        var more = until < last;
        // Behind what was not settled on an earlier page something may have appeared since.
        var isSettledSoFar = after == cursor.settled();
        var settled = isSettledSoFar
                ? Math.max(cursor.settled(), Math.min(until, now - SETTLES.toMillis()))
                : cursor.settled();
        var next = new Cursor(settled, more ? until : 0, more ? cursor.issued() : now);
        return new Answer(false, Optional.of(next), added, removed, more);
    }
}
