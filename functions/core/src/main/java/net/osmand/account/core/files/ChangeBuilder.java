package net.osmand.account.core.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * Builds a {@link Change} and derives its usage from its writes: live figures from the heads, kept figures from the
 * rows. So usage and writes always agree.
 */
final class ChangeBuilder {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final AccountId account;
    private final Seen seen;
    private final long time;
    private final List<Write> writes = new ArrayList<>();
    private final Set<UsageLimit> limits = new HashSet<>();
    private final Map<FileKey, List<Long>> removed = new LinkedHashMap<>();
    private final List<StoredContent> objects = new ArrayList<>();
    private UsageChange usage = UsageChange.NONE;
    private OptionalLong last = OptionalLong.empty();

    ChangeBuilder(AccountId account, Seen seen, long time) {
        this.account = account;
        this.seen = seen;
        this.time = time;
    }

    /** Returns the day as the index by day counts: days since 1970-01-01, UTC. */
    static long day(long millis) {
        return Math.floorDiv(millis, DAY);
    }

    ChangeBuilder add(FileVersion row) {
        writes.add(new Write.AddRow(row));
        if (!row.isDeletionMarker()) {
            usage = usage.plus(UsageChange.ofVersions(1, row.gzipSize()));
        }
        return this;
    }

    /** Removes a row now and its object after the commit. */
    ChangeBuilder remove(FileVersion row) {
        row.content().ifPresent(objects::add);
        return removeRow(row);
    }

    /** Removes a row but keeps its object, because another row takes it over. */
    ChangeBuilder removeRow(FileVersion row) {
        writes.add(new Write.RemoveRow(row));
        removed.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row.updateTime());
        if (!row.isDeletionMarker()) {
            usage = usage.plus(UsageChange.ofVersions(-1, -row.gzipSize()));
        }
        return this;
    }

    ChangeBuilder head(FileKey key, FileHead after) {
        var before = seen.found(key);
        writes.add(new Write.PutHead(
                key, after, before.map(FileHead::revision).map(OptionalLong::of).orElse(OptionalLong.empty())));
        var was = live(before.orElse(FileHead.NONE));
        var is = live(after);
        usage = usage.plus(UsageChange.ofLive(
                        key.isFree(),
                        FileCategory.of(key).category(),
                        new Amount(
                                is.files() - was.files(), is.bytes() - was.bytes(), is.gzipBytes() - was.gzipBytes())))
                .plus(UsageChange.ofTrash(trash(after) - trash(before.orElse(FileHead.NONE))));
        return this;
    }

    private static Amount live(FileHead head) {
        return head.content()
                .filter(_ -> head.isLive())
                .map(version -> new Amount(1, version.size(), version.gzipSize()))
                .orElse(Amount.NONE);
    }

    private static long trash(FileHead head) {
        return head.isTrashed() ? head.contentBytes() : 0;
    }

    ChangeBuilder write(Write write) {
        writes.add(write);
        return this;
    }

    ChangeBuilder usage(UsageChange more) {
        usage = usage.plus(more);
        return this;
    }

    ChangeBuilder limits(Set<UsageLimit> more) {
        limits.addAll(more);
        return this;
    }

    /** Requires that no other change of the account was committed since the usage was read. */
    ChangeBuilder onlyIfNothingChanged() {
        last = OptionalLong.of(seen.usage().lastUpdateTime());
        return this;
    }

    /** Objects of removed rows. */
    List<StoredContent> objects() {
        return List.copyOf(objects);
    }

    /** Whether a job must remove rows after the commit. */
    boolean hasPurge() {
        return writes.stream().anyMatch(Write.AddPurge.class::isInstance);
    }

    /** Number of writes, including the removal that {@link #build} adds. */
    int size() {
        return writes.size() + (removed.isEmpty() ? 0 : 1);
    }

    Change build() {
        var all = new ArrayList<>(writes);
        if (!removed.isEmpty()) {
            var files = removed.entrySet().stream()
                    .map(file -> new Removal.Removed(file.getKey(), file.getValue()))
                    .toList();
            all.add(new Write.PutRemoval(new Removal(time, files, objects)));
        }
        var tomorrow = day(time) + 1;
        var check = seen.usage().check().day();
        return new Change(
                account,
                time,
                removed.isEmpty() ? usage : usage.removing(),
                limits,
                new Change.CheckDay(tomorrow, check == 0 || check > tomorrow),
                last,
                all);
    }
}
