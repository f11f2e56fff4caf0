package net.osmand.account.core.files;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.values.AccountId;

/**
 * One change of an account: everything that {@link FileIndex#commit} writes, in one transaction or not at all. It may hold
 * several files. It never holds two writes of one item.
 *
 * @param time update time of the change, epoch milliseconds; it must be later than the account's last
 * @param usage what is added to the usage
 * @param limits what the usage may be before the change; not more than one for each figure
 * @param checkDay tomorrow: the account is checked then at the latest ({@link CheckDay})
 * @param last if present, no other change of the account may have come since that update time
 * @param writes the other items; all together at most {@link FileIndex#MOST_WRITES}
 */
public record Change(
        AccountId account,
        long time,
        UsageChange usage,
        Set<UsageLimit> limits,
        CheckDay checkDay,
        OptionalLong last,
        List<Write> writes) {
    public Change {
        limits = Set.copyOf(limits);
        writes = List.copyOf(writes);
        if (writes.size() > FileIndex.MOST_WRITES) {
            throw new IllegalArgumentException("too many writes for one transaction");
        }
    }

    /**
     * Makes the account be checked on that day or earlier. The index by day is written on the first change of a day only: the
     * others have the condition that the day is as early already.
     *
     * @param day days since 1970-01-01, UTC
     * @param moves whether the day is set; else it must be that day or earlier already
     */
    public record CheckDay(long day, boolean moves) {}
}
