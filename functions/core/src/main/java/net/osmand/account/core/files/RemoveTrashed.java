package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.files.EmptySelected.Deletion;
import net.osmand.account.core.files.RemoveFile.Removed;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;

/** Removes many files from the trash, as many per transaction as fit. */
public final class RemoveTrashed {
    /** Files per transaction. Each takes at least four writes: head, trash entry, content and deletion marker. */
    private static final int MAX_FILES = 19;

    private final FileIndex index;
    private final Commit commit;
    private final RemoveFile removeFile;
    private final Pause pause;
    private final Clock clock;

    public RemoveTrashed(FileIndex index, Commit commit, RemoveFile removeFile, Pause pause, Clock clock) {
        this.index = index;
        this.commit = commit;
        this.removeFile = removeFile;
        this.pause = pause;
        this.clock = clock;
    }

    /** Reads the heads of the files: one BatchGetItem per 100 files. */
    Map<FileKey, Optional<FileHead>> heads(AccountId account, Collection<FileKey> files) {
        var found = index.heads(account, files);
        var heads = new HashMap<FileKey, Optional<FileHead>>();
        files.forEach(file -> heads.put(file, Optional.ofNullable(found.get(file))));
        return heads;
    }

    /**
     * Removes the files that are still in the trash by these deletions.
     *
     * @param heads heads of all these files
     * @param isJob whether to give way to user requests by pausing for as long as each transaction took
     * @return the deletions whose files were removed
     */
    Set<Deletion> remove(
            AccountId account,
            Usage usage,
            Map<FileKey, Optional<FileHead>> heads,
            Collection<Deletion> deletions,
            boolean isJob) {
        var removed = new HashSet<Deletion>();
        Queue<Deletion> left = new ArrayDeque<>(deletions);
        var last = usage;
        while (!left.isEmpty()) {
            var batch = new ArrayList<Deletion>();
            while (!left.isEmpty() && batch.size() < MAX_FILES) {
                batch.add(left.remove());
            }
            var begun = clock.millis();
            var some = new HashMap<FileKey, Optional<FileHead>>();
            batch.forEach(deletion -> some.put(deletion.key(), heads.getOrDefault(deletion.key(), Optional.empty())));
            var done = commit.run(
                    account,
                    new Seen(last, some, Optional.empty(), false),
                    (now, time) -> new Batch(account, now, time).attempt(batch));
            removeFile.afterCommit(account, done.removed());
            removed.addAll(done.deletions());
            left.addAll(done.later());
            last = done.usage();
            if (isJob && !left.isEmpty()) {
                pause.of(Duration.ofMillis(clock.millis() - begun));
            }
        }
        return removed;
    }

    /**
     * Result of one transaction.
     *
     * @param later files that did not fit
     * @param usage usage after the transaction
     */
    private record Done(Removed removed, List<Deletion> deletions, List<Deletion> later, Usage usage) {}

    /** One attempt of a transaction. */
    private final class Batch {
        private final AccountId account;
        private final Seen seen;
        private final long time;

        Batch(AccountId account, Seen seen, long time) {
            this.account = account;
            this.seen = seen;
            this.time = time;
        }

        Attempt<Done> attempt(List<Deletion> batch) {
            var change = new ChangeBuilder(account, seen, time);
            var chosen = new HashSet<Deletion>();
            var later = new ArrayList<Deletion>();
            for (var deletion : batch) {
                var head = seen.head(deletion.key());
                if (!head.isTrashed() || head.newest() != deletion.deletedAt() || chosen.contains(deletion)) {
                    continue;
                }
                // Leave one write for the removal record.
                if (change.size() + RemoveFile.writes(head) + 1 > FileIndex.MAX_WRITES) {
                    later.add(deletion);
                } else {
                    removeFile.addTo(change, account, deletion.key(), head, time);
                    chosen.add(deletion);
                }
            }
            if (chosen.isEmpty()) {
                return Attempt.nothingToWrite(new Done(Removed.NOTHING, List.of(), later, seen.usage()));
            }
            var built = change.build();
            var done = new Done(
                    Removed.of(change), List.copyOf(chosen), later, seen.usage().after(built.usage(), time));
            return Attempt.write(built, done);
        }
    }
}
