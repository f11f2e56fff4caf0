package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.CommitResult.Committed;
import net.osmand.account.core.files.CommitResult.Conflict;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileState;
import net.osmand.account.core.values.FileVersion;

/**
 * The files table in memory. A commit checks all conditions and returns the items whose conditions fail, like DynamoDB.
 * Optionally, a share of the commits fails with a conflict.
 */
public final class InMemoryFileIndex implements FileIndex {
    private final Map<AccountId, AccountRows> accounts = new TreeMap<>(Comparator.comparingInt(AccountId::value));
    private Optional<Random> conflicts = Optional.empty();
    private int percent;
    private int commits;

    /** Lets that share of the commits fail with a conflict. */
    public synchronized void conflict(Random random, int shareInPercent) {
        conflicts = Optional.of(random);
        percent = shareInPercent;
    }

    /** Returns the number of attempted commits. */
    public synchronized int commits() {
        return commits;
    }

    private AccountRows of(AccountId account) {
        return accounts.computeIfAbsent(account, _ -> new AccountRows());
    }

    /** Creates the usage item of a new account. */
    public synchronized void open(AccountId account, long today) {
        of(account).usage = Optional.of(Usage.ofNewAccount(today));
    }

    /** Replaces the usage, as restoring a backup can. */
    public synchronized void setUsage(AccountId account, Usage usage) {
        of(account).usage = Optional.of(usage);
    }

    /** Replaces a head, as restoring a backup can. */
    public synchronized void setHead(AccountId account, FileKey key, Optional<FileHead> head) {
        of(account).heads.remove(key);
        head.ifPresent(found -> of(account).heads.put(key, found));
    }

    /** Removes the file's entry in the trash, as restoring a backup can. */
    public synchronized void loseEntry(AccountId account, FileKey key) {
        of(account).entries.remove(key);
    }

    /** Returns all rows of the account, oldest first. */
    public synchronized List<FileVersion> rows(AccountId account) {
        return List.copyOf(of(account).rows.values());
    }

    /** Returns all rows of the account as in lists, without the object location. */
    public synchronized List<FileVersion> listed(AccountId account) {
        return of(account).rows.values().stream().map(InMemoryFileIndex::listed).toList();
    }

    /** The files with an entry in the trash. */
    public synchronized Map<FileKey, TrashEntry> entries(AccountId account) {
        return Map.copyOf(of(account).entries);
    }

    /** All heads. */
    public synchronized Map<FileKey, FileHead> heads(AccountId account) {
        return Map.copyOf(of(account).heads);
    }

    /** Hides a row, like a row of a transaction that is not fully visible yet. */
    public synchronized void hide(AccountId account, FileVersion row) {
        of(account).rows.remove(row.updateTime());
    }

    /** Makes a hidden row visible. */
    public synchronized void show(AccountId account, FileVersion row) {
        of(account).rows.put(row.updateTime(), row);
    }

    /** All uploads. */
    public synchronized Map<String, Upload> uploads(AccountId account) {
        return Map.copyOf(of(account).uploads);
    }

    /** Replaces an upload if it satisfies the condition. */
    public synchronized boolean replaceUpload(Upload next, Predicate<Upload> test) {
        var there =
                Optional.ofNullable(of(next.account()).uploads.get(next.id())).filter(test);
        there.ifPresent(_ -> of(next.account()).uploads.put(next.id(), next));
        return there.isPresent();
    }

    /** Removes heads, removals and uploads whose TTL has expired. */
    public synchronized void expire(long now) {
        accounts.values().forEach(rows -> rows.expire(now));
    }

    @Override
    public synchronized CommitResult commit(Change change) {
        commits++;
        if (conflicts.filter(random -> random.nextInt(100) < percent).isPresent()) {
            return new Conflict();
        }
        var rows = of(change.account());
        var refused = rows.refuse(change);
        if (refused.isPresent()) {
            return refused.get();
        }
        rows.apply(change);
        return new Committed();
    }

    @Override
    public synchronized boolean isCommitted(Change change) {
        var rows = of(change.account());
        for (var kind : List.of(
                Write.AddRow.class,
                Write.ReplaceRow.class,
                Write.PutRemoval.class,
                Write.AddUpload.class,
                Write.ReplaceUpload.class,
                Write.AddPurge.class,
                Write.AddHidden.class,
                Write.RemoveHidden.class,
                Write.RemovePurge.class)) {
            var first = change.writes().stream().filter(kind::isInstance).findFirst();
            if (first.isPresent()) {
                return rows.isWritten(first.get());
            }
        }
        return false;
    }

    @Override
    public synchronized Snapshot read(AccountId account, FileRead file) {
        var rows = of(account);
        var row = file.time().isPresent()
                ? Optional.ofNullable(rows.rows.get(file.time().getAsLong()))
                        .filter(found -> found.key().equals(file.key()))
                : Optional.<FileVersion>empty();
        return new Snapshot(
                rows.usage, new FileState(file.key(), Optional.ofNullable(rows.heads.get(file.key())), row));
    }

    @Override
    public synchronized Optional<Usage> usage(AccountId account) {
        return of(account).usage;
    }

    @Override
    public synchronized Map<FileKey, FileHead> heads(AccountId account, Collection<FileKey> files) {
        var found = new HashMap<>(of(account).heads);
        found.keySet().retainAll(files);
        return found;
    }

    @Override
    public synchronized Optional<FileVersion> contentBefore(AccountId account, FileKey file, long time) {
        return before(account, file, time, row -> !row.isDeletionMarker());
    }

    @Override
    public synchronized Optional<FileVersion> markerBefore(AccountId account, FileKey file, long time) {
        return before(account, file, time, FileVersion::isDeletionMarker);
    }

    private Optional<FileVersion> before(AccountId account, FileKey file, long time, Predicate<FileVersion> kind) {
        return of(account).rows.headMap(time, false).descendingMap().values().stream()
                .filter(row -> row.key().equals(file) && kind.test(row))
                .findFirst();
    }

    @Override
    public synchronized List<FileVersion> rows(AccountId account, FileKey file, long after, long until, int limit) {
        return of(account).rows.subMap(after, false, until, true).values().stream()
                .filter(row -> row.key().equals(file))
                .sorted(Comparator.comparing(FileVersion::isDeletionMarker))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<FileVersion> named(AccountId account, String name) {
        return of(account).rows.values().stream()
                .filter(row -> row.key().name().equals(name))
                .toList();
    }

    @Override
    public synchronized List<FileVersion> complete(AccountId account, Collection<FileVersion> rows) {
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(of(account).rows.get(row.updateTime())).stream())
                .toList();
    }

    @Override
    public void eachPage(AccountId account, Consumer<List<FileVersion>> page) {
        List<FileVersion> all;
        synchronized (this) {
            all = new ArrayList<>(of(account).rows.descendingMap().values());
        }
        for (var from = 0; from < all.size(); from += 3) {
            page.accept(all.subList(from, Math.min(from + 3, all.size())).stream()
                    .map(InMemoryFileIndex::listed)
                    .toList());
        }
    }

    @Override
    public synchronized Stream<FileVersion> eachRow(AccountId account) {
        return of(account).rows.values().stream()
                .sorted(Comparator.<FileVersion, String>comparing(
                                row -> row.key().hash())
                        .thenComparing(FileVersion::isDeletionMarker)
                        .thenComparingLong(FileVersion::updateTime))
                .toList()
                .stream();
    }

    @Override
    public synchronized Stream<StoredHead> eachHead(AccountId account) {
        return of(account).heads.entrySet().stream()
                .map(head -> new StoredHead(head.getKey().hash(), head.getValue()))
                .sorted(Comparator.comparing(StoredHead::hash))
                .toList()
                .stream();
    }

    @Override
    public synchronized List<FileVersion> page(AccountId account, long from, long before, int limit) {
        return of(account).rows.subMap(from, true, Math.max(from, before), false).descendingMap().values().stream()
                .limit(limit)
                .map(InMemoryFileIndex::listed)
                .toList();
    }

    @Override
    public synchronized List<FileVersion> changed(AccountId account, long after, long until, int limit) {
        return of(account).rows.subMap(after, false, Math.max(after, until), true).values().stream()
                .limit(limit)
                .map(InMemoryFileIndex::listed)
                .toList();
    }

    @Override
    public synchronized List<Removal> removals(AccountId account, long after, long until, int limit) {
        return of(account).removals.subMap(after, false, Math.max(after, until), true).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<TrashEntry> trash(AccountId account, long now, long before, int limit) {
        return byEnd(account, now, before - 1)
                .sorted(Comparator.comparingLong(TrashEntry::until).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long countTrash(AccountId account, long now, long before) {
        return byEnd(account, now, before - 1).count();
    }

    @Override
    public synchronized List<TrashEntry> ending(AccountId account, long after, long until, int limit) {
        return byEnd(account, after, until)
                .sorted(Comparator.comparingLong(TrashEntry::until))
                .limit(limit)
                .toList();
    }

    private Stream<TrashEntry> byEnd(AccountId account, long after, long until) {
        return of(account).entries.values().stream().filter(entry -> entry.until() > after && entry.until() <= until);
    }

    @Override
    public synchronized Optional<TrashEntry> trashEntry(AccountId account, FileKey file) {
        return Optional.ofNullable(of(account).entries.get(file));
    }

    @Override
    public synchronized List<Purge> purges(AccountId account) {
        return List.copyOf(of(account).purges);
    }

    @Override
    public synchronized List<HiddenDeletions> hidden(AccountId account) {
        return List.copyOf(of(account).hidden.values());
    }

    @Override
    public synchronized List<Due> due(int shard, long today, Optional<Due> after, int limit) {
        var all = accounts.entrySet().stream()
                .filter(rows -> rows.getKey().value() % CHECK_SHARDS == shard)
                .flatMap(rows -> rows.getValue().usage.stream()
                        .map(usage -> new Due(rows.getKey(), usage.check().day())))
                .filter(due -> due.day() <= today)
                .sorted(Comparator.comparingLong(Due::day)
                        .thenComparingInt(due -> due.account().value()))
                .toList();
        return all.stream()
                .skip(after.map(last -> all.indexOf(last) + 1).orElse(0))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean moveCheck(AccountId account, Usage seen, Usage.Check next) {
        var rows = of(account);
        var same = rows.usage
                .filter(usage -> usage.lastUpdateTime() == seen.lastUpdateTime()
                        && usage.check().day() == seen.check().day())
                .isPresent();
        if (same) {
            rows.usage = rows.usage.map(usage -> AccountRows.with(usage, next));
        }
        return same;
    }

    @Override
    public synchronized void erase(AccountId account) {
        accounts.remove(account);
    }

    private static FileVersion listed(FileVersion row) {
        return new FileVersion(
                row.key(),
                row.device(),
                row.updateTime(),
                row.clientTime(),
                row.size(),
                row.gzipSize(),
                row.crc32(),
                row.deflateOffset(),
                Optional.empty(),
                row.status(),
                row.author());
    }

    /** Returns whether no item of the account exists. */
    public synchronized boolean isEmpty(AccountId account) {
        return !accounts.containsKey(account) || of(account).isEmpty();
    }
}
