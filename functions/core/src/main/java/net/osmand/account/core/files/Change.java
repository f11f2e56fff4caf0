package net.osmand.account.core.files;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.values.AccountId;

/**
 * A change of one account: everything that {@link FileIndex#commit} writes in one transaction. It may cover several
 * files, but it never contains two writes of the same item.
 *
 * @param time update time of the change, epoch milliseconds; must be later than the account's last update time
 * @param usage figures to add to the usage
 * @param limits upper bounds of the usage before the change; at most one for each figure
 * @param checkDay tomorrow: the latest day of the account's next check ({@link CheckDay})
 * @param last if present, the account's last update time must still be this one
 * @param writes the other items, at most {@link FileIndex#MAX_WRITES}
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
        if (writes.size() > FileIndex.MAX_WRITES) {
            throw new IllegalArgumentException("too many writes for one transaction");
        }
    }

    /**
     * Schedules the check of the account for this day or earlier. Only the first change of a day writes the index by
     * day. Later changes only require that the scheduled day is already early enough.
     *
     * @param day days since 1970-01-01, UTC
     * @param moves true to set the day, false to require that it is already this day or earlier
     */
    public record CheckDay(long day, boolean moves) {}
}
