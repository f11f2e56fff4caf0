package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.FileVersions.Removal;

/**
 * Tells a client what changed since it last asked. The account's newest update time, which comes with the read that let the
 * caller in, says whether anything did, so that an unchanged account costs nothing more.
 *
 * <p>A version's time is taken before its row is there, so a row may appear behind one that is newer. A cursor therefore
 * stands still behind what is not settled, and remembers what it told of that: as long as no other row has appeared there, a
 * poll costs one query of it and tells nothing twice; else all of it is told again, and a client takes what it has as it is.
 */
public final class ChangesSince {
    /** Lambda ends every function after 15 minutes; one more is for clocks that differ. Nothing appears later than that. */
    private static final Duration SETTLES = Duration.ofMinutes(16);

    /** Removals are kept a little longer than this. */
    private static final Duration CURSOR_LIFE = Duration.ofDays(60);

    /** One removal may be of many files. */
    private static final int ROWS_A_REMOVAL = 10;

    private final FileVersions versions;
    private final Clock clock;
    private final int page;

    /** With how many versions and removals a page may have. */
    public ChangesSince(FileVersions versions, Clock clock, int page) {
        this.versions = versions;
        this.clock = clock;
        this.page = page;
    }

    /**
     * How far a client has been told. Times are epoch milliseconds.
     *
     * @param settled everything until then is there and was told
     * @param told everything until then that was there was told
     * @param rows digest of the versions' times between the two
     * @param removals digest of the removals' times between the two
     * @param done how many removals the account had come to the end of
     * @param issued when it was handed out
     */
    public record Cursor(long settled, long told, int rows, int removals, long done, long issued) {}

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
        var account = caller.account().id();
        var usage = caller.usage();
        var last = usage.lastUpdateTime();
        var now = clock.millis();
        var settled = Math.min(last, now - SETTLES.toMillis());
        var rows = settled < last ? versions.changeTimes(account, settled, last) : List.<Long>of();
        var removals = removalTimes(caller, settled, last);
        var cursor = new Cursor(
                settled, last, digest(rows), digest(removals), usage.removals().done(), now);
        return new Answer(true, Optional.of(cursor), List.of(), List.of(), false);
    }

    /** What changed since. */
    public Answer since(Caller caller, Cursor cursor) {
        var usage = caller.usage();
        var last = usage.lastUpdateTime();
        var now = clock.millis();
        if (cursor.issued() < now - CURSOR_LIFE.toMillis() || cursor.told() > last) {
            return new Answer(true, Optional.empty(), List.of(), List.of(), false);
        }
        var unchanged =
                cursor.told() == last && cursor.done() == usage.removals().done();
        var isSettled = last <= now - SETTLES.toMillis();
        if (unchanged && cursor.settled() == last) {
            return nothing(cursor, now);
        }
        var account = caller.account().id();
        var window = versions.changeTimes(account, cursor.settled(), cursor.told());
        var rowsAreTold =
                digest(window) == cursor.rows() || digest(withRemoved(caller, cursor, window)) == cursor.rows();
        if (unchanged && rowsAreTold && !isSettled) {
            return nothing(cursor, now);
        }
        var removedInWindow = removalTimes(caller, cursor.settled(), cursor.told());
        var isTold = rowsAreTold && digest(removedInWindow) == cursor.removals();
        return page(caller, cursor, isTold ? cursor.told() : cursor.settled(), window, removedInWindow);
    }

    /** The window as it was before what was removed since: a removal is told by itself, and is no reason to tell all again. */
    private Collection<Long> withRemoved(Caller caller, Cursor cursor, List<Long> window) {
        if (!isRemovedSince(caller, cursor.told())) {
            return window;
        }
        var last = caller.usage().lastUpdateTime();
        var removed = versions.removals(caller.account().id(), cursor.told(), last, page).stream()
                .flatMap(removal -> removal.files().stream())
                .flatMap(file -> file.updateTimes().stream())
                .toList();
        return between(cursor.settled(), cursor.told(), window, removed);
    }

    private static Answer nothing(Cursor cursor, long now) {
        var same = new Cursor(cursor.settled(), cursor.told(), cursor.rows(), cursor.removals(), cursor.done(), now);
        return new Answer(false, Optional.of(same), List.of(), List.of(), false);
    }

    /** The page behind a time; what the window holds is known. */
    private Answer page(Caller caller, Cursor cursor, long after, List<Long> window, List<Long> removedInWindow) {
        var account = caller.account().id();
        var last = caller.usage().lastUpdateTime();
        var now = clock.millis();
        var rows = after < last ? versions.changed(account, after, last, page) : List.<FileVersion>of();
        var most = Math.max(1, page / ROWS_A_REMOVAL);
        var removals =
                isRemovedSince(caller, after) ? versions.removals(account, after, last, most) : List.<Removal>of();
        // Where either list was cut, the other ends there too, so that the next page begins behind both.
        var until = Math.min(
                rows.size() < page ? last : rows.getLast().updateTime(),
                removals.size() < most ? last : removals.getLast().time());
        var added = rows.stream().filter(row -> row.updateTime() <= until).toList();
        var removed =
                removals.stream().filter(removal -> removal.time() <= until).toList();
        var settled = Math.max(cursor.settled(), Math.min(until, now - SETTLES.toMillis()));
        var more = until < last;
        var next = new Cursor(
                settled,
                until,
                digest(between(
                        settled,
                        until,
                        window,
                        added.stream().map(FileVersion::updateTime).toList())),
                digest(between(settled, until, removedInWindow, times(removed))),
                caller.usage().removals().done(),
                more ? cursor.issued() : now);
        return new Answer(false, Optional.of(next), added, removed, more);
    }

    private List<Long> removalTimes(Caller caller, long after, long until) {
        return after < until && isRemovedSince(caller, after)
                ? versions.removalTimes(caller.account().id(), after, until)
                : List.of();
    }

    private static boolean isRemovedSince(Caller caller, long after) {
        return caller.usage().removals().newest() > after;
    }

    private static List<Long> times(List<Removal> removals) {
        return removals.stream().map(Removal::time).toList();
    }

    private static Collection<Long> between(long after, long until, List<Long> some, List<Long> others) {
        return LongStream.concat(
                        some.stream().mapToLong(Long::longValue),
                        others.stream().mapToLong(Long::longValue))
                .filter(time -> time > after && time <= until)
                .distinct()
                .boxed()
                .toList();
    }

    /** Of a set of times: the same whatever their order, another one with any other set but for one in four billion. */
    private static int digest(Collection<Long> times) {
        var mixed = 0L;
        for (var time : times) {
            var bits = time * 0x9E3779B97F4A7C15L;
            bits = (bits ^ (bits >>> 32)) * 0xD6E8FEB86659FD93L;
            mixed += bits ^ (bits >>> 29);
        }
        return (int) (mixed ^ (mixed >>> 32));
    }
}
