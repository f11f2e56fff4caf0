package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;

/**
 * The check of one account that is due (docs/data-model.md#check-of-an-account). Light on the day after a change: what changed
 * since the last one. Full from time to time: all rows against all objects, heads and usage against rows. Both end the trash and
 * the jobs that their queues gave up. Then the day of the next check is noted, unless the account changed meanwhile.
 */
public final class CheckAccount {
    /** What is younger may be under way: an upload's object, a job. */
    static final Duration GRACE = Duration.ofDays(1);

    private static final int LONGEST_FULL_PAUSE_DAYS = 18;

    private final FileIndex index;
    private final PurgeTrash purgeTrash;
    private final EmptyTrash emptyTrash;
    private final UnderWay underWay;
    private final LightCheck light;
    private final FullCheck full;
    private final TrashWindow window;
    private final Clock clock;
    private final Identity identity;

    public CheckAccount(
            FileIndex index,
            PurgeTrash purgeTrash,
            EmptyTrash emptyTrash,
            UnderWay underWay,
            LightCheck light,
            FullCheck full,
            TrashWindow window,
            Clock clock,
            Identity identity) {
        this.index = index;
        this.purgeTrash = purgeTrash;
        this.emptyTrash = emptyTrash;
        this.underWay = underWay;
        this.light = light;
        this.full = full;
        this.window = window;
        this.clock = clock;
        this.identity = identity;
    }

    /** Ends uploads past their day, and names the objects of the others: no row names them yet, and they must stay. */
    @FunctionalInterface
    public interface UnderWay {
        Set<String> objects(AccountId account);
    }

    /** Checks that the account is reached by its address, as a part of each full check. */
    @FunctionalInterface
    public interface Identity {
        void check(AccountId account);
    }

    /** Checks the account if it is due. Repeatable. */
    public CheckReport check(AccountId account) {
        var today = ChangeBuilder.day(clock.millis());
        return index.usage(account)
                .filter(usage -> usage.check().day() <= today)
                .map(usage -> check(account, usage, today, today - usage.check().fullDay() >= fullPause()))
                .orElse(CheckReport.NOTHING);
    }

    /** Checks everything of the account, due or not. */
    public CheckReport checkAll(AccountId account) {
        var today = ChangeBuilder.day(clock.millis());
        return index.usage(account)
                .map(usage -> check(account, usage, today, true))
                .orElse(CheckReport.NOTHING);
    }

    /** Days between two full checks: what a mark that was left behind shortens of the trash stays below the rule's margin. */
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
        var spared = underWay.objects(account);
        var own = index.usage(account);
        if (own.isEmpty()) {
            return CheckReport.trashEnded(ended);
        }
        var found = isFull ? full.check(account, own.get(), spared) : light.check(account, own.get(), spared);
        var fullDay = isFull ? today : usage.check().fullDay();
        // The day does not move if the account changed meanwhile, so whatever comes later is later than this check's
        // begin.
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
     * What one check found.
     *
     * @param isSettled false if something was too young, or could not be put right while the account changed
     */
    record Found(CheckReport report, boolean isSettled) {}
}
