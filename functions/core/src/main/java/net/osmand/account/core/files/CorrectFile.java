package net.osmand.account.core.files;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileRead;

/**
 * Corrects heads, trash entries and usage from the rows. Only needed after a restored backup contains half a
 * transaction.
 */
public final class CorrectFile {
    private final FileIndex index;
    private final Commit commit;

    public CorrectFile(FileIndex index, Commit commit) {
        this.index = index;
        this.commit = commit;
    }

    /**
     * Rewrites the head and the trash entry of a file if they still differ. The rows are read after the head: while the
     * head is unchanged, the rows are unchanged too.
     */
    void correct(AccountId account, FileRows file, TrashWindow window) {
        var key = file.key();
        var read = index.read(account, FileRead.head(key));
        if (read.usage().isEmpty()) {
            return;
        }
        commit.run(account, Seen.of(read.usage().get(), read.file()), (now, time) -> {
            var found = now.found(key);
            var gone = now.head(key).goneUntil();
            var rows = index.rows(account, key, gone, Long.MAX_VALUE, Integer.MAX_VALUE);
            var actual = new FileRows(key.hash(), rows, found);
            if (actual.matches(index.trashEntry(account, key))) {
                return Attempt.nothingToWrite(file);
            }
            var head = at(actual.expectedHead(), time);
            var change = new ChangeBuilder(account, now, time).head(key, head);
            if (head.isTrashed()) {
                change.write(new Write.PutTrashEntry(actual.entry(window)));
            } else {
                change.write(new Write.RemoveTrashEntry(key));
            }
            return Attempt.write(change.build(), file);
        });
    }

    private static FileHead at(FileHead head, long time) {
        return new FileHead(
                time,
                head.newest(),
                head.content(),
                head.contents(),
                head.contentBytes(),
                head.markers(),
                head.lifted(),
                head.goneUntil());
    }

    /** Removes the trash entry of a file without rows. */
    void removeEntry(AccountId account, TrashEntry entry) {
        var usage = index.usage(account);
        if (usage.isEmpty()) {
            return;
        }
        var head =
                Optional.ofNullable(index.heads(account, List.of(entry.key())).get(entry.key()));
        if (head.filter(FileHead::isTrashed).isPresent()) {
            return;
        }
        var seen = new Seen(usage.get(), Map.of(entry.key(), head), Optional.empty(), false);
        commit.run(account, seen, (now, time) -> {
            var found = now.head(entry.key());
            if (found.isTrashed()) {
                return Attempt.nothingToWrite(entry);
            }
            var change = new ChangeBuilder(account, now, time)
                    .head(entry.key(), at(found, time))
                    .write(new Write.RemoveTrashEntry(entry.key()));
            return Attempt.write(change.build(), entry);
        });
    }

    /**
     * Corrects the usage unless the account changed since it was read.
     *
     * @param seen usage as read before the rows
     * @return false if the usage was wrong and has been corrected
     */
    boolean usage(AccountId account, Usage seen, UsageChange counted) {
        var right = Usage.NONE.after(counted, 0);
        if (right.countsAs(seen)) {
            return true;
        }
        var now = index.usage(account);
        if (now.isEmpty() || now.get().lastUpdateTime() != seen.lastUpdateTime()) {
            // The account changed while the rows were read, so the figures cannot be compared.
            return true;
        }
        return commit.run(account, Seen.of(seen), (usage, time) -> {
            if (usage.usage().lastUpdateTime() != seen.lastUpdateTime()) {
                return Attempt.nothingToWrite(true);
            }
            var change = new ChangeBuilder(account, usage, time)
                    .usage(difference(seen, right))
                    .onlyIfNothingChanged();
            return Attempt.write(change.build(), false);
        });
    }

    private static UsageChange difference(Usage from, Usage to) {
        var categories = new EnumMap<Category, Amount>(Category.class);
        for (var category : Category.values()) {
            var was = from.holdings().in(category);
            var is = to.holdings().in(category);
            categories.put(
                    category,
                    new Amount(is.files() - was.files(), is.bytes() - was.bytes(), is.gzipBytes() - was.gzipBytes()));
        }
        return new UsageChange(
                to.freeBytes() - from.freeBytes(),
                to.bytes() - from.bytes(),
                to.files() - from.files(),
                to.keptBytes() - from.keptBytes(),
                to.trashBytes() - from.trashBytes(),
                to.uploads() - from.uploads(),
                to.hidden() - from.hidden(),
                to.purges() - from.purges(),
                to.holdings().versions() - from.holdings().versions(),
                categories,
                false,
                OptionalLong.empty());
    }
}
