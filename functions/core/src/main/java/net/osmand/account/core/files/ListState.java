package net.osmand.account.core.files;

import java.time.Duration;

/**
 * What a list of an account depends on. Times are epoch milliseconds.
 *
 * @param last the account's newest update time, which every change increases
 * @param begun when the list was begun, after {@code last} was read
 * @param accountBytes the account size that the list reports, in gzip bytes
 * @param trashPeriod time that a deleted file stays in the trash, in milliseconds
 */
public record ListState(long last, long begun, long accountBytes, long trashPeriod) {
    /** A stored list is replaced before its object expires after 30 days. */
    private static final Duration REPLACED_AFTER = Duration.ofDays(20);

    /** Removals since a stored list are needed. They are kept for 62 days. */
    private static final Duration USABLE = Duration.ofDays(40);

    /**
     * The list contains all changes up to this time. Later changes have later times, because they must exceed
     * {@code last}. Changes shortly before {@code begun} may not have been visible yet.
     */
    long settled() {
        return Math.min(last, begun - ChangesSince.SETTLE_TIME.toMillis());
    }

    /** Whether the list contains all changes up to {@code last}. */
    boolean isSettled() {
        return settled() == last;
    }

    /** Whether a list of this state is also the list of the state now. */
    boolean isList(ListState now) {
        return isSettled() && last == now.last && accountBytes == now.accountBytes && trashPeriod == now.trashPeriod;
    }

    /**
     * Whether a list of this state, with the changes since it was settled, is the list of the state now. A table that
     * was restored from a backup can be older than the list.
     */
    boolean isBaseOf(ListState now) {
        return last <= now.last && trashPeriod == now.trashPeriod && now.begun - begun < USABLE.toMillis();
    }

    boolean isOld(ListState now) {
        return now.begun - begun > REPLACED_AFTER.toMillis();
    }
}
