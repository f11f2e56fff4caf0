package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;

/**
 * Checks one account if it is due (docs/data-model.md#check-of-an-account). A light check runs on the day after a
 * change and covers the changes since the last check. A full check runs from time to time and compares all rows with
 * all objects, and heads and usage with the rows. Both remove files whose trash period is over and finish jobs that
 * their queues gave up. Then the day of the next check is recorded unless the account changed during the check.
 */
public final class CheckAccount {
    /** Minimum age of leftovers. Anything younger may be in progress, such as an upload's object or a job. */
    static final Duration GRACE = Duration.ofDays(1);

    private static final int LONGEST_FULL_PAUSE_DAYS = 18;

    private final FileIndex index;
    private final PurgeTrash purgeTrash;
    private final EmptyTrash emptyTrash;
    private final RunningUploads runningUploads;
    private final LightCheck light;
    private final FullCheck full;
    private final TrashWindow window;
    private final Clock clock;
    private final Identity identity;

    public CheckAccount(
            FileIndex index,
            PurgeTrash purgeTrash,
            EmptyTrash emptyTrash,
            RunningUploads runningUploads,
            LightCheck light,
            FullCheck full,
            TrashWindow window,
            Clock clock,
            Identity identity) {
        this.index = index;
        this.purgeTrash = purgeTrash;
        this.emptyTrash = emptyTrash;
        this.runningUploads = runningUploads;
        this.light = light;
        this.full = full;
        this.window = window;
        this.clock = clock;
        this.identity = identity;
    }

    /**
     * Ends expired uploads and returns the object keys of the others, which no row refers to yet. They must be kept.
     */
    @FunctionalInterface
    public interface RunningUploads {
        Set<String> objects(AccountId account);
    }

    /** Checks that the account can be found by its e-mail address. Part of each full check. */
    @FunctionalInterface
    public interface Identity {
        void check(AccountId account);
    }

    /** Checks the account if it is due. Idempotent. */
    public CheckReport check(AccountId account) {
        var today = ChangeBuilder.day(clock.millis());
        return index.usage(account)
                .filter(usage -> usage.check().day() <= today)
                .map(usage -> check(account, usage, today, today - usage.check().fullDay() >= fullPause()))
                .orElse(CheckReport.NOTHING);
    }

    /** Runs a full check, even if the account is not due. */
    public CheckReport checkAll(AccountId account) {
        var today = ChangeBuilder.day(clock.millis());
        return index.usage(account)
                .map(usage -> check(account, usage, today, true))
                .orElse(CheckReport.NOTHING);
    }

    /**
     * Days between two full checks. A leftover delete marker shortens the trash period by at most this many days, which
     * must stay below the margin of the lifecycle rule.
     */
    private long fullPause() {
        return Math.min(LONGEST_FULL_PAUSE_DAYS, (window.length().toDays() + 7) / 2);
    }

    private CheckReport check(AccountId account, Usage usage, long today, boolean isFull) {
        var begun = clock.millis();
        if (isFull) {
            identity.check(account);
        }
        var ended = purgeTrash.ended(account, usage);
        if (usage.purges() > 0) {
            purgeTrash.hiddenRows(account);
        }
        emptyTrash.finishGivenUp(account, usage, begun - GRACE.toMillis());
        var spared = runningUploads.objects(account);
        var own = index.usage(account);
        if (own.isEmpty()) {
            return CheckReport.trashEnded(ended);
        }
        var found = isFull ? full.check(account, own.get(), spared) : light.check(account, own.get(), spared);
        var fullDay = isFull ? today : usage.check().fullDay();
        // The day does not move if the account changed during the check. So any later change is newer than the start of
        // this check.
        var checkedUntil = isFull || found.isSettled() ? begun : usage.check().checkedUntil();
        var next = new Usage.Check(next(account, own.get(), today, fullDay, found), checkedUntil, fullDay);
        index.moveCheck(account, own.get(), next);
        return found.report().plus(CheckReport.trashEnded(ended));
    }

    private long next(AccountId account, Usage usage, long today, long fullDay, Found found) {
        var day = fullDay + fullPause();
        if (!found.isSettled() || usage.uploads() > 0 || usage.hidden() > 0 || usage.purges() > 0) {
            day = today + 1;
        }
        var ending = index.ending(account, clock.millis(), Long.MAX_VALUE, 1).stream()
                .mapToLong(entry -> ChangeBuilder.day(entry.until()) + 1)
                .findFirst();
        return Math.max(today + 1, Math.min(day, ending.orElse(Long.MAX_VALUE)));
    }

    /**
     * The result of one check.
     *
     * @param isSettled false if something was too young to judge or changed before it could be corrected
     */
    record Found(CheckReport report, boolean isSettled) {}
}
