package net.osmand.account.functions.files;

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
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.Usage.Emptied;
import net.osmand.account.core.account.Usage.Removals;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.FileHistory;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/** The rows of one account in memory. Each call is one atomic step, as each is in DynamoDB. */
final class InMemoryFileVersions implements FileVersions {
    private final Runnable pass;
    private final TreeMap<Long, FileVersion> rows = new TreeMap<>();
    private final Map<FileKey, Trashed> entries = new HashMap<>();
    private final TreeMap<Long, Removal> removals = new TreeMap<>();
    private Usage usage = Usage.NONE;

    /** With what happens before each call. */
    InMemoryFileVersions(Runnable pass) {
        this.pass = pass;
    }

    /** What is there, without a call. */
    List<FileVersion> rows() {
        return List.copyOf(rows.values());
    }

    /** The same as lists give it: what tells where contents lie is left out. */
    List<FileVersion> listed() {
        return rows.values().stream().map(InMemoryFileVersions::listed).toList();
    }

    /** The files with an entry in the trash, without a call. */
    Map<FileKey, Trashed> entries() {
        return Map.copyOf(entries);
    }

    @Override
    public FileHistory history(AccountId account, FileKey key) {
        pass.run();
        return history(key);
    }

    FileHistory history(FileKey key) {
        return new FileHistory(
                key, rows.values().stream().filter(row -> row.key().equals(key)).toList());
    }

    @Override
    public void eachPage(AccountId account, Consumer<List<FileVersion>> page) {
        pass.run();
        page.accept(rows.descendingMap().values().stream()
                .map(InMemoryFileVersions::listed)
                .toList());
    }

    @Override
    public void eachRow(AccountId account, Consumer<FileVersion> row) {
        pass.run();
        List.copyOf(rows.descendingMap().values()).forEach(row);
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
    public long advance(AccountId account, Usage seen, UsageChange change, long now) {
        pass.run();
        usage = usage.plus(change);
        return advance(now, usage.removals());
    }

    @Override
    public long advanceToRemove(AccountId account, long now) {
        pass.run();
        var time = Math.max(now, usage.lastUpdateTime() + 1);
        return advance(now, new Removals(time, usage.removals().done()));
    }

    private long advance(long now, Removals removed) {
        var time = Math.max(now, usage.lastUpdateTime() + 1);
        usage = with(time, removed, usage.emptied());
        return time;
    }

    private Usage with(long last, Removals removed, Emptied emptied) {
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
    public void removed(AccountId account, UsageChange change) {
        pass.run();
        usage = usage.plus(change);
        var done = new Removals(usage.removals().newest(), usage.removals().done() + 1);
        usage = with(usage.lastUpdateTime(), done, usage.emptied());
    }

    @Override
    public void revoke(AccountId account, UsageChange change) {
        pass.run();
        usage = usage.plus(change.negated());
    }

    @Override
    public void hideTrash(AccountId account, long deletedUntil) {
        pass.run();
        hide(Math.max(usage.emptied().until(), deletedUntil), usage.emptied().deletions());
    }

    @Override
    public void showTrash(AccountId account, long deletedUntil) {
        pass.run();
        if (usage.emptied().until() == deletedUntil) {
            hide(0, usage.emptied().deletions());
        }
    }

    @Override
    public void hideDeletions(AccountId account, Set<Long> deletedAt) {
        pass.run();
        var all = new HashSet<>(usage.emptied().deletions());
        all.addAll(deletedAt);
        hide(usage.emptied().until(), all);
    }

    @Override
    public void forgetDeletions(AccountId account, Set<Long> deletedAt) {
        pass.run();
        var left = new HashSet<>(usage.emptied().deletions());
        left.removeAll(deletedAt);
        hide(usage.emptied().until(), left);
    }

    private void hide(long until, Set<Long> deletions) {
        usage = with(usage.lastUpdateTime(), usage.removals(), new Emptied(until, deletions));
    }

    @Override
    public void add(AccountId account, FileVersion version) {
        pass.run();
        rows.put(version.updateTime(), version);
    }

    @Override
    public void addFromTrash(AccountId account, FileVersion version) {
        pass.run();
        addAndClear(version);
    }

    private void addAndClear(FileVersion version) {
        rows.put(version.updateTime(), version);
        entries.computeIfPresent(version.key(), (_, entry) -> entry.deletedAt() < version.updateTime() ? null : entry);
    }

    @Override
    public boolean restore(AccountId account, FileVersion version, FileVersion older, OptionalLong required) {
        pass.run();
        var entry = entries.get(version.key());
        if (!rows.containsKey(older.updateTime())
                || !isThere(version.key(), required)
                || (entry != null && entry.deletedAt() >= version.updateTime())) {
            return false;
        }
        addAndClear(version);
        return true;
    }

    @Override
    public void addToTrash(AccountId account, FileVersion deletionMarker, long trashedUntil) {
        pass.run();
        rows.put(deletionMarker.updateTime(), deletionMarker);
        entries.put(deletionMarker.key(), entry(deletionMarker, trashedUntil));
    }

    private static Trashed entry(FileVersion marker, long until) {
        return new Trashed(marker.key(), marker.updateTime(), until, marker.author());
    }

    @Override
    public List<FileVersion> page(AccountId account, long from, long before, int limit) {
        pass.run();
        return rows.subMap(from, true, before, false).descendingMap().values().stream()
                .limit(limit)
                .map(InMemoryFileVersions::listed)
                .toList();
    }

    @Override
    public List<Trashed> trash(AccountId account, long now, long before, int limit) {
        pass.run();
        return entries.values().stream()
                .filter(entry -> entry.until() > now && entry.until() < before)
                .sorted(Comparator.comparingLong(Trashed::until).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<TrashTimer> trashEntries(AccountId account) {
        pass.run();
        return entries.values().stream()
                .map(entry -> new TrashTimer(account, entry.key(), entry.until()))
                .toList();
    }

    @Override
    public OptionalLong trashEntry(AccountId account, FileKey key) {
        pass.run();
        var entry = entries.get(key);
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.deletedAt());
    }

    private boolean isThere(FileKey key, OptionalLong required) {
        var entry = entries.get(key);
        return required.isEmpty() || (entry != null && entry.deletedAt() == required.getAsLong());
    }

    @Override
    public void addTrashEntry(AccountId account, FileVersion deletionMarker, long trashedUntil) {
        pass.run();
        entries.putIfAbsent(deletionMarker.key(), entry(deletionMarker, trashedUntil));
    }

    @Override
    public long countTrash(AccountId account, long now, long before) {
        return trash(account, now, before, Integer.MAX_VALUE).size();
    }

    @Override
    public List<FileHistory> trashed(AccountId account, String after, LongPredicate deletedAt, int limit) {
        pass.run();
        return entries.values().stream()
                .filter(entry -> deletedAt.test(entry.deletedAt()))
                .map(Trashed::key)
                .filter(key -> key.hash().compareTo(after) > 0)
                .sorted(Comparator.comparing(FileKey::hash))
                .limit(limit)
                .map(this::history)
                .toList();
    }

    @Override
    public boolean remove(AccountId account, long time, List<FileVersion> gone, List<TrashEntry> changed) {
        pass.run();
        if (gone.size() + changed.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("too much for one transaction");
        }
        if (!gone.stream().allMatch(row -> rows.containsKey(row.updateTime()))
                || !changed.stream().allMatch(entry -> isThere(entry.key(), entry.required()))) {
            return false;
        }
        gone.forEach(row -> rows.remove(row.updateTime()));
        for (var entry : changed) {
            entry.marker()
                    .ifPresentOrElse(
                            marker -> entries.put(entry.key(), entry(marker, entry.trashedUntil())),
                            () -> entries.remove(entry.key()));
        }
        var byFile = new HashMap<FileKey, List<Long>>();
        gone.forEach(
                row -> byFile.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row.updateTime()));
        removals.put(
                time,
                new Removal(
                        time,
                        byFile.entrySet().stream()
                                .map(file -> new Removal.Removed(file.getKey(), file.getValue()))
                                .toList()));
        return true;
    }

    @Override
    public List<FileVersion> changed(AccountId account, long after, long until, int limit) {
        pass.run();
        return rows.subMap(after, false, until, true).values().stream()
                .limit(limit)
                .map(InMemoryFileVersions::listed)
                .toList();
    }

    @Override
    public List<Long> changeTimes(AccountId account, long after, long until) {
        pass.run();
        return List.copyOf(rows.subMap(after, false, until, true).keySet());
    }

    @Override
    public List<Removal> removals(AccountId account, long after, long until, int limit) {
        pass.run();
        return removals.subMap(after, false, until, true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Long> removalTimes(AccountId account, long after, long until) {
        pass.run();
        return List.copyOf(removals.subMap(after, false, until, true).keySet());
    }

    @Override
    public List<TrashTimer> endedTimers(long now) {
        pass.run();
        return entries.values().stream()
                .filter(entry -> entry.until() <= now)
                .map(entry -> new TrashTimer(TestUser.ACCOUNT, entry.key(), entry.until()))
                .toList();
    }

    @Override
    public void removeTimer(TrashTimer timer) {
        pass.run();
        entries.computeIfPresent(timer.key(), (_, entry) -> entry.until() == timer.trashedUntil() ? null : entry);
    }

    @Override
    public void erase(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Usage usage(AccountId account) {
        pass.run();
        return usage;
    }

    @Override
    public boolean reconcile(AccountId account, Usage seen, Usage counted) {
        pass.run();
        if (!usage.equals(seen)) {
            return false;
        }
        usage = new Usage(
                counted.freeBytes(),
                counted.freeFiles(),
                counted.paidBytes(),
                counted.paidFiles(),
                usage.lastUpdateTime(),
                usage.reservations(),
                counted.holdings(),
                usage.removals(),
                usage.emptied());
        return true;
    }

    @Override
    public void eachAccount(Consumer<AccountId> account) {
        account.accept(TestUser.ACCOUNT);
    }

    /** Removals that a client could not hear of any more, as TTL takes them. */
    void forgetRemovals(long before) {
        removals.headMap(before).clear();
    }

    /** The newest row of each file that lives. */
    Optional<FileVersion> live(FileKey key) {
        return history(key).newest().filter(newest -> !newest.isDeletionMarker());
    }
}
