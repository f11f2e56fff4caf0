package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.files.AddVersion.Added;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.core.values.UnavailableException;

/** One call of {@link ChangeLiveFiles#change}: stores its objects and builds the change of each attempt. */
final class ChangeDraft {
    private static final int COPY_TRIES = 3;

    private final Caller caller;
    private final List<FileChange> changes;
    private final FileContents contents;
    private final ParallelCalls parallel;
    private final AddVersion addVersion;
    private final StorageQuota quota;
    private final TrashWindow window;
    private final Map<FileKey, FileVersion> drafts = new LinkedHashMap<>();
    private final List<StoredContent> objects = Collections.synchronizedList(new ArrayList<>());
    private Written written = new Written(Map.of(), List.of());

    /** The rows and versions that an attempt wrote. */
    record Written(Map<FileKey, FileVersion> rows, List<Added> added) {}

    /** Thrown if a file is not in the state that its change expects. */
    static final class StaleException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient FileKey key;

        StaleException(FileKey key) {
            super("stale", null, false, false);
            this.key = key;
        }

        FileKey key() {
            return key;
        }
    }

    ChangeDraft(
            Caller caller,
            List<FileChange> changes,
            FileContents contents,
            ParallelCalls parallel,
            AddVersion addVersion,
            StorageQuota quota,
            TrashWindow window) {
        this.caller = caller;
        this.changes = changes;
        this.contents = contents;
        this.parallel = parallel;
        this.addVersion = addVersion;
        this.quota = quota;
        this.window = window;
    }

    /** Checks the expected state of the files and the quota. */
    void check(Seen seen) {
        for (var change : changes) {
            var isAsExpected = switch (change) {
                case FileChange.Store store ->
                    store.replaced().isPresent()
                            ? isCurrent(seen, store.key(), store.replaced().getAsLong())
                            : !seen.head(store.key()).isLive();
                case FileChange.Copy copy ->
                    isCurrent(seen, copy.source().key(), copy.source().updateTime())
                            && !seen.head(copy.key()).isLive();
                case FileChange.Delete delete ->
                    isCurrent(seen, delete.key(), delete.version().updateTime());
            };
            if (!isAsExpected) {
                throw new StaleException(change.key());
            }
        }
        quota.check(limits(), seen.usage(), caller.account().plan(), total());
    }

    private static boolean isCurrent(Seen seen, FileKey key, long time) {
        var head = seen.head(key);
        return head.isLive() && head.newest() == time;
    }

    private Set<UsageLimit> limits() {
        var sizes = sizes();
        if (sizes.isEmpty()) {
            return Set.of();
        }
        var plan = caller.account().plan();
        var moves = changes.stream().anyMatch(FileChange.Delete.class::isInstance);
        return moves ? quota.moves(plan, sizes) : quota.uploads(plan, sizes);
    }

    private Map<FileKey, Long> sizes() {
        Map<FileKey, Long> sizes = new HashMap<>();
        for (var change : changes) {
            switch (change) {
                case FileChange.Store store -> sizes.put(store.key(), (long) store.gzip().length);
                case FileChange.Copy copy -> sizes.put(copy.key(), copy.source().gzipSize());
                case FileChange.Delete _ -> {}
            }
        }
        return sizes;
    }

    private long total() {
        return sizes().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Stores and copies the objects in parallel. Called once, before the first attempt. If one fails, the others are
     * removed.
     */
    void storeObjects() {
        List<Supplier<FileVersion>> calls = new ArrayList<>();
        for (var change : changes) {
            switch (change) {
                case FileChange.Store store -> calls.add(() -> stored(store));
                case FileChange.Copy copy -> calls.add(() -> copied(copy));
                case FileChange.Delete _ -> {}
            }
        }
        try {
            parallel.all(calls).forEach(draft -> drafts.put(draft.key(), draft));
        } catch (RuntimeException e) {
            removeObjects();
            throw e;
        }
    }

    private FileVersion stored(FileChange.Store store) {
        var read = GzipContent.read(store.gzip());
        var object = contents.store(caller.account().id(), store.gzip());
        objects.add(object);
        return draft(store.key(), store.clientTime(), read, store.gzip().length, Optional.of(object));
    }

    private FileVersion copied(FileChange.Copy copy) {
        var source = copy.source();
        var object = source.content().map(content -> copy(source, content));
        object.ifPresent(objects::add);
        var read = new GzipContent(source.size(), source.crc32(), source.deflateOffset());
        return draft(copy.key(), copy.clientTime(), read, source.gzipSize(), object);
    }

    /**
     * Copies an object. Each try uses a new key, so a delayed earlier try cannot put a version above the recorded one.
     */
    private StoredContent copy(FileVersion source, StoredContent content) {
        for (var attempt = 1; ; attempt++) {
            try {
                return contents.copy(caller.account().id(), content, source.gzipSize());
            } catch (UnavailableException e) {
                if (attempt == COPY_TRIES) {
                    throw e;
                }
            } catch (ContentMissingException _) {
                throw new StaleException(source.key());
            }
        }
    }

    private FileVersion draft(
            FileKey key, long clientTime, GzipContent read, long gzipSize, Optional<StoredContent> object) {
        return new FileVersion(
                        key,
                        caller.device().id(),
                        Long.MAX_VALUE,
                        clientTime,
                        read.size(),
                        gzipSize,
                        read.crc32(),
                        read.deflateOffset(),
                        object)
                .withStatusAndAuthor(FileVersion.Status.ADDED, caller.device().label());
    }

    /** Removes the objects of a change that was not written. */
    void removeObjects() {
        contents.purge(List.copyOf(objects));
        objects.clear();
    }

    /** Builds the change of one attempt. Each row has its own update time; the change has the time of the last row. */
    Change change(Seen seen, long time) {
        var account = caller.account().id();
        var change = new ChangeBuilder(account, seen, time + changes.size() - 1).limits(limits());
        Map<FileKey, FileVersion> rows = new LinkedHashMap<>();
        List<Added> added = new ArrayList<>();
        for (var i = 0; i < changes.size(); i++) {
            var key = changes.get(i).key();
            var draft = drafts.get(key);
            if (draft == null) {
                rows.put(key, delete(change, seen.head(key), key, time + i));
            } else {
                var one = addVersion.addTo(change, account, seen, draft, time + i);
                added.add(one);
                rows.put(key, one.version());
            }
        }
        written = new Written(Map.copyOf(rows), List.copyOf(added));
        return change.build();
    }

    private FileVersion delete(ChangeBuilder change, FileHead head, FileKey key, long time) {
        var author = caller.device().label();
        var marker = FileVersion.deletionMarker(key, caller.device().id(), time, 0)
                .withStatusAndAuthor(FileVersion.Status.DELETED, author);
        change.add(marker)
                .head(key, head.withMarker(marker))
                .write(new Write.PutTrashEntry(new TrashEntry(key, time, window.endOf(time), author)));
        return marker;
    }

    Written written() {
        return written;
    }
}
