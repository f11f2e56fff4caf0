package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileVersion;

/**
 * Returns the changes since a client's last request. The read that authenticates the caller also returns the account's
 * newest update time. If that has not changed, no further call is needed.
 *
 * <p>Transactions commit in the order of their update times, but their items become visible one after another. A cursor
 * therefore never passes a write that may still be in flight. Clients receive later rows again and ignore those that
 * they already have.
 */
public final class ChangesSince {
    /**
     * Upper bound until a committed change is fully visible: 10 seconds for one call, plus clock skew, plus a margin.
     */
    static final Duration SETTLE_TIME = Duration.ofMinutes(5);

    /** Validity of a cursor. Removals are kept slightly longer. */
    private static final Duration CURSOR_VALIDITY = Duration.ofDays(60);

    /** A removal can cover many files, so a page contains ten times fewer removals than rows. */
    private static final int ROWS_PER_REMOVAL = 10;

    private final FileIndex index;
    private final Clock clock;
    private final int page;

    /** Creates the use case with the maximum number of versions in a page. Removals are limited to a tenth of it. */
    public ChangesSince(FileIndex index, Clock clock, int page) {
        this.index = index;
        this.clock = clock;
        this.page = page;
    }

    /**
     * Position of a client in the changes. Times are epoch milliseconds.
     *
     * @param settled the client has received all changes up to this time, and no older one can appear
     * @param pageAfter update time after which the next page of this answer begins; 0 if the answer is complete
     * @param issued when the cursor was issued
     */
    public record Cursor(long settled, long pageAfter, long issued) {}

    /**
     * One page of changes.
     *
     * @param reset whether the client must list all files again
     * @param cursor for the next request; empty if the client must start without a cursor
     * @param added versions and deletion markers, oldest first
     * @param removed permanent removals, oldest first; clients apply them after {@code added}
     * @param more whether the client should request the next page immediately
     */
    public record Answer(
            boolean reset, Optional<Cursor> cursor, List<FileVersion> added, List<Removal> removed, boolean more) {}

    /** Returns the cursor to start with. The client lists all files after this call. */
    public Answer begin(Caller caller) {
        var now = clock.millis();
        var settled = Math.min(caller.usage().lastUpdateTime(), now - SETTLE_TIME.toMillis());
        return new Answer(true, Optional.of(new Cursor(settled, 0, now)), List.of(), List.of(), false);
    }

    /** Returns the changes since a cursor. */
    public Answer since(Caller caller, Cursor cursor) {
        var last = caller.usage().lastUpdateTime();
        var now = clock.millis();
        if (cursor.issued() < now - CURSOR_VALIDITY.toMillis()
                || Math.max(cursor.settled(), cursor.pageAfter()) > last) {
            return new Answer(true, Optional.empty(), List.of(), List.of(), false);
        }
        if (cursor.settled() >= last) {
            return new Answer(false, Optional.of(new Cursor(cursor.settled(), 0, now)), List.of(), List.of(), false);
        }
        return page(caller, cursor, Math.max(cursor.settled(), cursor.pageAfter()));
    }

    private Answer page(Caller caller, Cursor cursor, long after) {
        var account = caller.account().id();
        var last = caller.usage().lastUpdateTime();
        var now = clock.millis();
        var rows = index.changed(account, after, last, page);
        var most = Math.max(1, page / ROWS_PER_REMOVAL);
        var removals = caller.usage().newestRemoval() > after
                ? index.removals(account, after, last, most)
                : List.<Removal>of();
        // If one list is cut off, cut the other one at the same time: the next page starts after both.
        var until = Math.min(
                rows.size() < page ? last : rows.getLast().updateTime(),
                removals.size() < most ? last : removals.getLast().time());
        var added = rows.stream().filter(row -> row.updateTime() <= until).toList();
        var removed =
                removals.stream().filter(removal -> removal.time() <= until).toList();
        var more = until < last;
        // An earlier page may have passed rows that were not settled. New rows may have appeared there since.
        var isSettledSoFar = after == cursor.settled();
        var settled = isSettledSoFar
                ? Math.max(cursor.settled(), Math.min(until, now - SETTLE_TIME.toMillis()))
                : cursor.settled();
        var next = new Cursor(settled, more ? until : 0, more ? cursor.issued() : now);
        return new Answer(false, Optional.of(next), added, removed, more);
    }
}
