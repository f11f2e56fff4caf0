package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.files.RemoveFile.Removed;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/**
 * Removes the oldest old versions of an account that keeps too much, and of files that have too many versions
 * (docs/protocol/files.md#caps). The newest content of a file never counts as old. This is a job, so user requests come
 * first.
 */
public final class TrimVersions {
    private static final int PAGE = 500;

    /** Old versions per transaction. */
    private static final int BATCH = 18;

    private final FileIndex index;
    private final Commit commit;
    private final RemoveFile removeFile;
    private final StorageQuota quota;

    public TrimVersions(FileIndex index, Commit commit, RemoveFile removeFile, StorageQuota quota) {
        this.index = index;
        this.commit = commit;
        this.removeFile = removeFile;
        this.quota = quota;
    }

    /** Trims an account. Idempotent. */
    public void trim(AccountId account, Plan plan) {
        var after = 0L;
        List<FileVersion> page;
        do {
            var usage = index.usage(account);
            if (usage.isEmpty()) {
                return;
            }
            page = index.changed(account, after, Long.MAX_VALUE, PAGE);
            trim(account, usage.get(), plan, page);
            after = page.isEmpty() ? after : page.getLast().updateTime();
        } while (page.size() == PAGE);
    }

    private void trim(AccountId account, Usage usage, Plan plan, List<FileVersion> page) {
        var heads = new HashMap<>(
                index.heads(account, page.stream().map(FileVersion::key).collect(Collectors.toSet())));
        var bytes = quota.bytesToTrim(usage, plan);
        var batch = new ArrayList<FileVersion>();
        var more = new HashMap<FileKey, Long>();
        for (var row : page) {
            var head = heads.getOrDefault(row.key(), FileHead.NONE);
            var versions = head.contents() - more.getOrDefault(row.key(), 0L);
            if (isOld(row, head) && (bytes > 0 || versions > StorageQuota.MAX_VERSIONS)) {
                batch.add(row);
                bytes -= row.gzipSize();
                more.merge(row.key(), 1L, Long::sum);
            }
            if (batch.size() == BATCH) {
                remove(account, usage, heads, batch);
                batch.clear();
                heads.clear();
                heads.putAll(
                        index.heads(account, page.stream().map(FileVersion::key).collect(Collectors.toSet())));
                more.clear();
            }
        }
        if (!batch.isEmpty()) {
            remove(account, usage, heads, batch);
        }
    }

    private static boolean isOld(FileVersion row, FileHead head) {
        return !row.isDeletionMarker()
                && row.updateTime() > head.goneUntil()
                && head.content()
                        .filter(newest -> row.updateTime() < newest.updateTime())
                        .isPresent();
    }

    private void remove(AccountId account, Usage usage, Map<FileKey, FileHead> heads, List<FileVersion> old) {
        var complete = index.complete(account, old);
        var files = new HashMap<FileKey, Optional<FileHead>>();
        complete.forEach(row -> files.put(row.key(), Optional.ofNullable(heads.get(row.key()))));
        var removed = commit.run(account, new Seen(usage, files, Optional.empty(), false), (now, time) -> {
            if (now.rowMissing() || complete.isEmpty()) {
                // Another request removed one of them. The next message continues.
                return Attempt.nothingToWrite(Removed.NOTHING);
            }
            var change = new ChangeBuilder(account, now, time);
            var after = new HashMap<FileKey, FileHead>();
            for (var row : complete) {
                var head = after.getOrDefault(row.key(), now.head(row.key()));
                if (isOld(row, head)) {
                    after.put(row.key(), head.withoutOld(row, time));
                    change.remove(row);
                }
            }
            if (after.isEmpty()) {
                return Attempt.nothingToWrite(Removed.NOTHING);
            }
            after.forEach(change::head);
            return Attempt.write(change.build(), Removed.of(change));
        });
        removeFile.afterCommit(account, removed);
    }
}
