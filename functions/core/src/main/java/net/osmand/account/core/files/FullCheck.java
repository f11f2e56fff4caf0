package net.osmand.account.core.files;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.CheckAccount.Found;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/**
 * Checks everything in an account. Reads all rows and heads, file by file, and all objects, and keeps a 64-bit hash of
 * each object in memory. Corrects heads, trash entries and usage from the rows, which is only necessary after a
 * restored backup. Removes files whose end in the trash was not reported.
 */
public final class FullCheck {
    private final FileIndex index;
    private final Uploads uploads;
    private final CorrectFile correctFile;
    private final PurgeTrash purgeTrash;
    private final CheckObjects checkObjects;
    private final TrashWindow window;

    public FullCheck(
            FileIndex index,
            FileContents contents,
            Uploads uploads,
            CorrectFile correctFile,
            PurgeTrash purgeTrash,
            CopyCoveredObject copyCoveredObject,
            TrashWindow window,
            Clock clock) {
        this.index = index;
        this.uploads = uploads;
        this.correctFile = correctFile;
        this.purgeTrash = purgeTrash;
        checkObjects = new CheckObjects(index, contents, copyCoveredObject, clock);
        this.window = window;
    }

    /** Lists the open uploads of an account. */
    @FunctionalInterface
    public interface Uploads {
        List<Upload> open(AccountId account);
    }

    /**
     * Runs the check.
     *
     * @param usage usage as read before anything else in the check
     */
    Found check(AccountId account, Usage usage, Set<String> spared) {
        var files = new Files(account);
        spared.forEach(files.referenced::spare);
        files.read();
        var ended = purgeTrash.remove(account, usage, files.ended);
        var isCorrect = files.differing.isEmpty() && files.ended.isEmpty();
        files.differing.forEach(file -> correctFile.correct(account, file, window));
        var objects = checkObjects.check(account, files.referenced);
        var isCounted = !isCorrect || correctFile.usage(account, usage, files.counted.with(uploads.open(account)));
        var report = CheckReport.corrected(files.corrected + files.differing.size(), isCounted ? 0 : 1)
                .plus(CheckReport.trashEnded(ended))
                .plus(objects.report());
        return new Found(report, isCorrect && isCounted && objects.isSettled());
    }

    /** All rows, heads and trash entries of an account. */
    private final class Files {
        private final AccountId account;
        private final CheckObjects.ReferencedObjects referenced = new CheckObjects.ReferencedObjects();
        private final List<FileRows> differing = new ArrayList<>();
        private final List<TrashEntry> ended = new ArrayList<>();
        private final UsageCount counted;
        private int corrected;

        Files(AccountId account) {
            this.account = account;
            counted =
                    new UsageCount(index.purges(account), index.hidden(account).size());
        }

        void read() {
            var entries = entries();
            try (var rows = index.eachRow(account);
                    var heads = index.eachHead(account)) {
                var files = new FileRows.Reader(rows.iterator(), heads.iterator());
                while (files.hasNext()) {
                    file(files.next(), entries);
                }
            }
            entries.values().forEach(entry -> correctFile.removeEntry(account, entry));
        }

        private Map<FileKey, TrashEntry> entries() {
            var entries = new HashMap<FileKey, TrashEntry>();
            var after = 0L;
            List<TrashEntry> page;
            do {
                page = index.ending(account, after, Long.MAX_VALUE, 1000);
                page.forEach(entry -> entries.put(entry.key(), entry));
                after = page.isEmpty() ? after : page.getLast().until();
            } while (page.size() == 1000);
            return entries;
        }

        private void file(FileRows read, Map<FileKey, TrashEntry> entries) {
            var file = counted.withoutPurged(read);
            read.rows().stream().flatMap(row -> row.content().stream()).forEach(referenced::add);
            read.head()
                    .flatMap(head -> head.content())
                    .flatMap(FileVersion::content)
                    .ifPresent(referenced::add);
            counted.add(read, file);
            compare(file, Optional.ofNullable(file.rows().isEmpty() ? null : entries.remove(file.key())));
            if (file.isTrashed()) {
                file.newestContent().flatMap(FileVersion::content).ifPresent(referenced::addTrashed);
            }
        }

        private void compare(FileRows file, Optional<TrashEntry> entry) {
            if (file.matches(entry)) {
                return;
            }
            if (file.rows().isEmpty()) {
                // No row contains its name, so the head stays until the file is uploaded again.
                corrected++;
            } else if (isEnded(file, entry)) {
                ended.add(file.entry(window));
            } else {
                differing.add(file);
            }
        }

        /** Whether TTL removed the trash entry and the event of the stream was lost. */
        private boolean isEnded(FileRows file, Optional<TrashEntry> entry) {
            return entry.isEmpty()
                    && file.newest().filter(window::hasEnded).isPresent()
                    && file.matches(Optional.of(file.entry(window)));
        }
    }
}
