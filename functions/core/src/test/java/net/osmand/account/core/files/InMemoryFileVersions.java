package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import net.osmand.account.core.account.QuotaReservations;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.Usage.Emptied;
import net.osmand.account.core.account.Usage.Removals;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/** File versions, trash entries and usage in memory. Each call is atomic, as each is in DynamoDB. */
public final class InMemoryFileVersions implements FileVersions {
    private final Map<AccountId, Rows> accounts = new TreeMap<>(Comparator.comparingInt(AccountId::value));

    /** What one account has. */
    private static final class Rows {
        final TreeMap<Long, FileVersion> versions = new TreeMap<>();
        final Map<FileKey, Trashed> entries = new HashMap<>();
        final TreeMap<Long, Removal> removals = new TreeMap<>();
        Usage usage = Usage.NONE;

        boolean isThere(FileKey key, OptionalLong required) {
            var entry = entries.get(key);
            return required.isEmpty() || (entry != null && entry.deletedAt() == required.getAsLong());
        }

        FileHistory history(FileKey key) {
            return new FileHistory(
                    key,
                    versions.values().stream()
                            .filter(row -> row.key().equals(key))
                            .toList());
        }

        void addAndClearEntry(FileVersion version) {
            versions.put(version.updateTime(), version);
            entries.computeIfPresent(
                    version.key(), (_, entry) -> entry.deletedAt() < version.updateTime() ? null : entry);
        }

        long advance(long now, boolean toRemove) {
            var time = Math.max(now, usage.lastUpdateTime() + 1);
            var removed = usage.removals();
            usage = with(usage, time, toRemove ? new Removals(time, removed.done()) : removed, usage.emptied());
            return time;
        }

        void hide(UnaryOperator<Emptied> change) {
            usage = with(usage, usage.lastUpdateTime(), usage.removals(), change.apply(usage.emptied()));
        }
    }

    private Rows of(AccountId account) {
        return accounts.computeIfAbsent(account, _ -> new Rows());
    }

    /** All rows of the account, oldest first. */
    public synchronized List<FileVersion> rows(AccountId account) {
        return List.copyOf(of(account).versions.values());
    }

    /** All rows of the account as lists return them: without the location of the contents. */
    public synchronized List<FileVersion> listed(AccountId account) {
        return of(account).versions.values().stream()
                .map(InMemoryFileVersions::listed)
                .toList();
    }

    /** The files with an entry in the trash. */
    public synchronized Map<FileKey, Trashed> entries(AccountId account) {
        return Map.copyOf(of(account).entries);
    }

    /** Loses the file's entry in the trash, as a race between a deletion and an upload can. */
    public synchronized void loseEntry(AccountId account, FileKey key) {
        of(account).entries.remove(key);
    }

    /** Replaces the usage, as a crash between two writes can. */
    public synchronized void setUsage(AccountId account, Usage usage) {
        of(account).usage = usage;
    }

    /** Replaces the reservations of uploads in progress. */
    public synchronized void setReservations(AccountId account, QuotaReservations reservations) {
        var old = of(account).usage;
        of(account).usage = new Usage(
                old.freeBytes(),
                old.freeFiles(),
                old.paidBytes(),
                old.paidFiles(),
                old.lastUpdateTime(),
                reservations,
                old.holdings(),
                old.removals(),
                old.emptied());
    }

    /** Removes what is noted of removals before that time, as TTL does. */
    public synchronized void forgetRemovals(AccountId account, long before) {
        of(account).removals.headMap(before).clear();
    }

    private static FileVersion listed(FileVersion row) {
        return new FileVersion(
                row.key(),
                row.device(),
                row.updateTime(),
                row.clientTime(),
                row.size(),
                row.gzipSize(),
                0,
                0,
                Optional.empty(),
                row.status(),
                row.author());
    }

    @Override
    public synchronized FileHistory history(AccountId account, FileKey key) {
        return of(account).history(key);
    }

    @Override
    public synchronized void eachPage(AccountId account, Consumer<List<FileVersion>> page) {
        page.accept(listed(account).reversed());
    }

    @Override
    public synchronized void eachRow(AccountId account, Consumer<FileVersion> row) {
        rows(account).reversed().forEach(row);
    }

    @Override
    public synchronized long advance(AccountId account, Usage seen, UsageChange change, long now) {
        var rows = of(account);
        rows.usage = rows.usage.plus(change);
        return rows.advance(now, false);
    }

    @Override
    public synchronized long advanceToRemove(AccountId account, long now) {
        return of(account).advance(now, true);
    }

    private static Usage with(Usage usage, long last, Removals removed, Emptied emptied) {
        return new Usage(
                usage.freeBytes(),
                usage.freeFiles(),
                usage.paidBytes(),
                usage.paidFiles(),
                last,
                usage.reservations(),
                usage.holdings(),
                removed,
                emptied);
    }

    @Override
    public synchronized void removed(AccountId account, UsageChange change) {
        var rows = of(account);
        var usage = rows.usage.plus(change);
        var done = new Removals(usage.removals().newest(), usage.removals().done() + 1);
        rows.usage = with(usage, usage.lastUpdateTime(), done, usage.emptied());
    }

    @Override
    public synchronized void revoke(AccountId account, UsageChange change) {
        var rows = of(account);
        rows.usage = rows.usage.plus(change.negated());
    }

    @Override
    public synchronized void hideTrash(AccountId account, long deletedUntil) {
        of(account).hide(old -> new Emptied(Math.max(old.until(), deletedUntil), old.deletions()));
    }

    @Override
    public synchronized void showTrash(AccountId account, long deletedUntil) {
        of(account).hide(old -> old.until() == deletedUntil ? new Emptied(0, old.deletions()) : old);
    }

    @Override
    public synchronized void hideDeletions(AccountId account, Set<Long> deletedAt) {
        of(account).hide(old -> {
            var all = new HashSet<>(old.deletions());
            all.addAll(deletedAt);
            return new Emptied(old.until(), all);
        });
    }

    @Override
    public synchronized void forgetDeletions(AccountId account, Set<Long> deletedAt) {
        of(account).hide(old -> {
            var left = new HashSet<>(old.deletions());
            left.removeAll(deletedAt);
            return new Emptied(old.until(), left);
        });
    }

    @Override
    public synchronized void add(AccountId account, FileVersion version) {
        of(account).versions.put(version.updateTime(), version);
    }

    @Override
    public synchronized void addFromTrash(AccountId account, FileVersion version) {
        of(account).addAndClearEntry(version);
    }

    @Override
    public synchronized boolean restore(
            AccountId account, FileVersion version, FileVersion older, OptionalLong required) {
        var rows = of(account);
        var entry = rows.entries.get(version.key());
        if (!rows.versions.containsKey(older.updateTime())
                || !rows.isThere(version.key(), required)
                || (entry != null && entry.deletedAt() >= version.updateTime())) {
            return false;
        }
        rows.addAndClearEntry(version);
        return true;
    }

    @Override
    public synchronized void addToTrash(AccountId account, FileVersion deletionMarker, long trashedUntil) {
        add(account, deletionMarker);
        of(account).entries.put(deletionMarker.key(), entry(deletionMarker, trashedUntil));
    }

    private static Trashed entry(FileVersion marker, long until) {
        return new Trashed(marker.key(), marker.updateTime(), until, marker.author());
    }

    @Override
    public synchronized List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return of(account).versions.subMap(from, true, before, false).descendingMap().values().stream()
                .limit(limit)
                .map(InMemoryFileVersions::listed)
                .toList();
    }

    @Override
    public synchronized List<Trashed> trash(AccountId account, long now, long before, int limit) {
        return of(account).entries.values().stream()
                .filter(entry -> entry.until() > now && entry.until() < before)
                .sorted(Comparator.comparingLong(Trashed::until).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<TrashTimer> trashEntries(AccountId account) {
        return of(account).entries.values().stream()
                .map(entry -> new TrashTimer(account, entry.key(), entry.until()))
                .toList();
    }

    @Override
    public synchronized OptionalLong trashEntry(AccountId account, FileKey key) {
        var entry = of(account).entries.get(key);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.deletedAt());
    }

    @Override
    public synchronized void addTrashEntry(AccountId account, FileVersion deletionMarker, long trashedUntil) {
        of(account).entries.putIfAbsent(deletionMarker.key(), entry(deletionMarker, trashedUntil));
    }

    @Override
    public synchronized long countTrash(AccountId account, long now, long before) {
        return trash(account, now, before, Integer.MAX_VALUE).size();
    }

    @Override
    public synchronized List<FileHistory> trashed(AccountId account, String after, LongPredicate deletedAt, int limit) {
        var rows = of(account);
        return rows.entries.values().stream()
                .filter(entry -> deletedAt.test(entry.deletedAt()))
                .map(Trashed::key)
                .filter(key -> key.hash().compareTo(after) > 0)
                .sorted(Comparator.comparing(FileKey::hash))
                .limit(limit)
                .map(rows::history)
                .toList();
    }

    @Override
    public synchronized boolean remove(
            AccountId account, long time, List<FileVersion> removed, List<TrashEntry> changed) {
        if (removed.size() + changed.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("too much for one transaction");
        }
        var rows = of(account);
        if (!removed.stream().allMatch(row -> rows.versions.containsKey(row.updateTime()))
                || !changed.stream().allMatch(entry -> rows.isThere(entry.key(), entry.required()))) {
            return false;
        }
        removed.forEach(row -> rows.versions.remove(row.updateTime()));
        for (var entry : changed) {
            entry.marker()
                    .ifPresentOrElse(
                            marker -> rows.entries.put(entry.key(), entry(marker, entry.trashedUntil())),
                            () -> rows.entries.remove(entry.key()));
        }
        var byFile = new HashMap<FileKey, List<Long>>();
        removed.forEach(
                row -> byFile.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row.updateTime()));
        var files = byFile.entrySet().stream()
                .map(file -> new Removal.Removed(file.getKey(), file.getValue()))
                .toList();
        rows.removals.put(time, new Removal(time, files));
        return true;
    }

    @Override
    public synchronized List<FileVersion> changed(AccountId account, long after, long until, int limit) {
        return of(account).versions.subMap(after, false, until, true).values().stream()
                .limit(limit)
                .map(InMemoryFileVersions::listed)
                .toList();
    }

    @Override
    public synchronized List<Long> changeTimes(AccountId account, long after, long until) {
        return List.copyOf(
                of(account).versions.subMap(after, false, until, true).keySet());
    }

    @Override
    public synchronized List<Removal> removals(AccountId account, long after, long until, int limit) {
        return of(account).removals.subMap(after, false, until, true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Long> removalTimes(AccountId account, long after, long until) {
        return List.copyOf(
                of(account).removals.subMap(after, false, until, true).keySet());
    }

    @Override
    public synchronized List<TrashTimer> endedTimers(long now) {
        return accounts.keySet().stream()
                .flatMap(account -> trashEntries(account).stream())
                .filter(timer -> timer.trashedUntil() <= now)
                .toList();
    }

    @Override
    public synchronized void removeTimer(TrashTimer timer) {
        of(timer.account())
                .entries
                .computeIfPresent(timer.key(), (_, entry) -> entry.until() == timer.trashedUntil() ? null : entry);
    }

    @Override
    public synchronized void erase(AccountId account) {
        accounts.remove(account);
    }

    @Override
    public synchronized Usage usage(AccountId account) {
        return of(account).usage;
    }

    @Override
    public synchronized boolean reconcile(AccountId account, Usage seen, Usage counted) {
        var rows = of(account);
        if (!rows.usage.equals(seen)) {
            return false;
        }
        rows.usage = new Usage(
                counted.freeBytes(),
                counted.freeFiles(),
                counted.paidBytes(),
                counted.paidFiles(),
                seen.lastUpdateTime(),
                seen.reservations(),
                counted.holdings(),
                seen.removals(),
                seen.emptied());
        return true;
    }

    @Override
    public synchronized void eachAccount(Consumer<AccountId> account) {
        accounts.keySet().forEach(account);
    }
}
