package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Gzip;

/**
 * Changes several live files in one transaction (docs/data-model.md#one-change-one-transaction). Stores the objects in
 * S3 first, then commits the transaction, then sets the delete markers on the objects of deleted files. The S3 calls for
 * different files run in parallel.
 */
public final class ChangeLiveFiles implements LiveFiles {
    private final FileIndex index;
    private final FileContents contents;
    private final ParallelCalls parallel;
    private final Commit commit;
    private final AddVersion addVersion;
    private final StorageQuota quota;
    private final TrashWindow window;
    private final RequestTrim requestTrim;

    public ChangeLiveFiles(
            FileIndex index,
            FileContents contents,
            ParallelCalls parallel,
            Commit commit,
            AddVersion addVersion,
            StorageQuota quota,
            TrashWindow window,
            AccountJobs jobs) {
        this.index = index;
        this.contents = contents;
        this.parallel = parallel;
        this.commit = commit;
        this.addVersion = addVersion;
        this.quota = quota;
        this.window = window;
        requestTrim = new RequestTrim(quota, jobs);
    }

    @Override
    public Optional<FileVersion> find(Caller caller, FileKey key) {
        return live(FileReads.of(index, caller, key).head());
    }

    /** Makes one call per 100 files. */
    @Override
    public Map<FileKey, FileVersion> find(Caller caller, Collection<FileKey> keys) {
        Map<FileKey, FileVersion> found = new HashMap<>();
        index.heads(caller.account().id(), Set.copyOf(keys))
                .forEach((key, head) -> live(Optional.of(head)).ifPresent(version -> found.put(key, version)));
        return found;
    }

    private static Optional<FileVersion> live(Optional<FileHead> head) {
        return head.filter(FileHead::isLive).flatMap(FileHead::content);
    }

    @Override
    public byte[] read(FileVersion version) {
        return version.content().map(contents::read).orElseGet(() -> Gzip.of(new byte[0]));
    }

    /** Reads all pages of the index by time and makes one call per 100 files found. */
    @Override
    public List<FileVersion> startingWith(Caller caller, String type, String prefix) {
        Set<FileKey> seen = new HashSet<>();
        Set<FileKey> candidates = new HashSet<>();
        index.eachPage(caller.account().id(), page -> {
            for (var row : page) {
                var key = row.key();
                var isBelow = key.type().equals(type) && key.name().startsWith(prefix);
                if (isBelow && seen.add(key) && !row.isDeletionMarker()) {
                    candidates.add(key);
                }
            }
        });
        return find(caller, candidates).values().stream()
                .sorted(Comparator.comparing(version -> version.key().name()))
                .toList();
    }

    @Override
    public boolean hasVersion(Caller caller, FileKey key, long time) {
        var file = index.read(caller.account().id(), FileRead.at(key, time)).file();
        return file.row()
                .filter(row -> !row.isDeletionMarker())
                .filter(row ->
                        row.updateTime() > file.head().map(FileHead::goneUntil).orElse(0L))
                .isPresent();
    }

    @Override
    public void checkMove(Caller caller, FileKey key, long gzipBytes) {
        var plan = caller.account().plan();
        quota.check(quota.moves(plan, Map.of(key, gzipBytes)), caller.usage(), plan, gzipBytes);
    }

    @Override
    public Map<FileKey, FileVersion> change(Caller caller, List<FileChange> changes) throws FileChangedException {
        var account = caller.account().id();
        var seen = seen(caller, changes);
        var draft = new ChangeDraft(caller, changes, contents, parallel, addVersion, quota, window);
        try {
            draft.check(seen);
            draft.storeObjects();
            var written = commit.run(
                    account,
                    seen,
                    (now, time) -> {
                        draft.check(now);
                        return Attempt.write(draft.change(now, time), draft.written());
                    },
                    draft::removeObjects);
            finish(account, changes, written);
            requestTrim.afterCommit(account, caller.account().plan(), written.added());
            return written.rows();
        } catch (ChangeDraft.StaleException stale) {
            throw new FileChangedException(stale.key());
        }
    }

    private Seen seen(Caller caller, List<FileChange> changes) {
        Set<FileKey> keys = new HashSet<>();
        for (var change : changes) {
            keys.add(change.key());
            if (change instanceof FileChange.Copy copy) {
                keys.add(copy.source().key());
            }
        }
        Map<FileKey, Optional<FileHead>> heads = new HashMap<>();
        if (keys.size() == 1) {
            var key = keys.iterator().next();
            heads.put(key, FileReads.of(index, caller, key).head());
        } else {
            var found = index.heads(caller.account().id(), keys);
            keys.forEach(key -> heads.put(key, Optional.ofNullable(found.get(key))));
        }
        return new Seen(caller.usage(), heads, Optional.empty(), false);
    }

    private void finish(AccountId account, List<FileChange> changes, ChangeDraft.Written written) {
        List<Runnable> calls = new ArrayList<>();
        written.added().forEach(added -> calls.add(() -> addVersion.afterCommit(account, added)));
        for (var change : changes) {
            if (change instanceof FileChange.Delete delete) {
                delete.version()
                        .content()
                        .ifPresent(object ->
                                calls.add(() -> DeleteFile.mark(index, contents, account, delete.key(), object)));
            }
        }
        parallel.run(calls);
    }
}
