package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.UnavailableException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Restores a file from the trash as a new version, so devices see a change that is newer than the deletion. The version
 * gets a copy of the object. If the object is large or a copy would exceed the account's cap, the object is moved
 * instead: the new row takes it over, and the old row and the marker are removed (docs/protocol/files.md#restore).
 */
public final class RestoreFile {
    private static final int COPY_TRIES = 3;

    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;
    private final StorageQuota quota;
    private final TrashWindow window;

    public RestoreFile(FileIndex index, FileContents contents, Commit commit, StorageQuota quota, TrashWindow window) {
        this.index = index;
        this.contents = contents;
        this.commit = commit;
        this.quota = quota;
        this.window = window;
    }

    /**
     * Restores a file.
     *
     * @param deletedAt update time of the deletion marker, epoch milliseconds
     * @return the new version
     * @throws WebErrorException if the file is not in the state that the caller saw
     * @throws net.osmand.account.core.values.ProblemException 108 if the file would exceed the plan's quota
     */
    public FileVersion restore(Caller caller, FileKey key, long deletedAt) {
        var account = caller.account().id();
        var file = FileReads.of(index, caller, FileRead.at(key, deletedAt));
        var copies = new Copies(account);
        var restored = commit.run(
                account,
                Seen.of(caller.usage(), file),
                (now, time) -> {
                    var head = now.head(key);
                    requireInTrash(account, now, head, file.row(), deletedAt);
                    var content = head.content().orElseThrow(() -> new WebErrorException(Reason.NOTHING_TO_RESTORE));
                    return new Restoring(caller, now, head, content, time).attempt(copies);
                },
                copies::remove);
        restored.source().ifPresent(contents::removeDeleteMarkers);
        copies.removeAllBut(restored.version().content());
        return restored.version();
    }

    private void requireInTrash(AccountId account, Seen now, FileHead head, Optional<FileVersion> row, long deletedAt) {
        var isTrashed = head.isTrashed() && head.newest() == deletedAt;
        if (isTrashed
                && !HiddenFiles.deletions(index, window, account, now.usage()).isGone(head)) {
            return;
        }
        if (isTrashed || head.goneUntil() >= deletedAt || row.isEmpty()) {
            throw new WebErrorException(Reason.FILE_NOT_FOUND);
        }
        throw new WebErrorException(
                row.get().isDeletionMarker() ? Reason.FILE_RESTORED_ALREADY : Reason.FILE_NOT_DELETED);
    }

    /**
     * A restored file.
     *
     * @param source object that the file had in the trash
     */
    private record Restored(FileVersion version, Optional<StoredContent> source) {}

    /** One attempt. */
    private final class Restoring {
        private final Caller caller;
        private final Seen seen;
        private final FileHead head;
        private final FileVersion content;
        private final long time;

        Restoring(Caller caller, Seen seen, FileHead head, FileVersion content, long time) {
            this.caller = caller;
            this.seen = seen;
            this.head = head;
            this.content = content;
            this.time = time;
        }

        Attempt<Restored> attempt(Copies copies) {
            var key = content.key();
            var plan = caller.account().plan();
            var size = content.gzipSize();
            var limits = quota.restore(plan, key, size);
            quota.check(limits, seen.usage(), plan, size);
            content.content().ifPresent(contents::removeDeleteMarkers);
            var change = new ChangeBuilder(caller.account().id(), seen, time)
                    .limits(limits)
                    .write(new Write.RemoveTrashEntry(key));
            var moves = size > FileContents.LARGE
                    || StorageQuota.broken(quota.copy(plan, size), seen.usage()).isPresent();
            var version = moves ? moved(change) : copied(change, copies, quota.copy(plan, size));
            return Attempt.write(change.build(), new Restored(version, content.content()));
        }

        private FileVersion copied(ChangeBuilder change, Copies copies, Set<UsageLimit> cap) {
            var version = version(content.content().map(source -> copies.of(source, content.gzipSize())));
            change.limits(cap).add(version).head(content.key(), head.withContent(version));
            return version;
        }

        private FileVersion moved(ChangeBuilder change) {
            var key = content.key();
            var marker = FileVersion.deletionMarker(key, caller.device().id(), head.newest(), 0);
            var version = version(content.content());
            var left = head.withoutOld(content, time).withoutOld(marker, time);
            change.removeRow(content).removeRow(marker).add(version).head(key, left.withContent(version));
            return version;
        }

        private FileVersion version(Optional<StoredContent> object) {
            return new FileVersion(
                            content.key(),
                            caller.device().id(),
                            time,
                            content.clientTime(),
                            content.size(),
                            content.gzipSize(),
                            content.crc32(),
                            content.deflateOffset(),
                            object)
                    .withStatusAndAuthor(
                            FileVersion.Status.ADDED, caller.device().label());
        }
    }

    /** The copies that one request made. No row refers to them before the commit. */
    private final class Copies {
        private final AccountId account;
        private Optional<StoredContent> source = Optional.empty();
        private final List<StoredContent> made = new ArrayList<>();

        Copies(AccountId account) {
            this.account = account;
        }

        /** Returns the copy of the object. Later attempts reuse the copy of the first one. */
        StoredContent of(StoredContent object, long size) {
            if (source.filter(object::equals).isEmpty()) {
                made.add(copy(object, size));
                source = Optional.of(object);
            }
            return made.getLast();
        }

        private StoredContent copy(StoredContent object, long size) {
            for (var attempt = 1; ; attempt++) {
                try {
                    return contents.copy(account, object, size);
                } catch (UnavailableException e) {
                    if (attempt == COPY_TRIES) {
                        throw e;
                    }
                } catch (ContentMissingException e) {
                    throw new WebErrorException(Reason.FILE_NOT_FOUND);
                }
            }
        }

        void remove() {
            contents.purge(made);
        }

        void removeAllBut(Optional<StoredContent> kept) {
            contents.purge(made.stream()
                    .filter(copy -> kept.filter(copy::equals).isEmpty())
                    .toList());
        }
    }
}
