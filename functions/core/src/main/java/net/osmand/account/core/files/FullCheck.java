package net.osmand.account.core.files;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.CheckAccount.Found;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * The check of everything: reads all rows and heads, file by file, and all objects, and holds 64 bits of each object in memory.
 * Heads, trash entries and usage are corrected from the rows; only a restored backup can make that necessary.
 */
public final class FullCheck {
    private final FileIndex index;
    private final FileContents contents;
    private final Uploads uploads;
    private final CorrectFile correctFile;
    private final TrashWindow window;
    private final Clock clock;

    public FullCheck(
            FileIndex index,
            FileContents contents,
            Uploads uploads,
            CorrectFile correctFile,
            TrashWindow window,
            Clock clock) {
        this.index = index;
        this.contents = contents;
        this.uploads = uploads;
        this.correctFile = correctFile;
        this.window = window;
        this.clock = clock;
    }

    /** The open uploads of an account. */
    @FunctionalInterface
    public interface Uploads {
        List<Upload> open(AccountId account);
    }

    /** @param usage as it was before anything else of the check was read */
    Found check(AccountId account, Usage usage, Set<String> spared) {
        var state = new State(account, spared);
        state.readFiles();
        var isCorrect = state.differing.isEmpty();
        state.differing.forEach(file -> correctFile.correct(account, file, window));
        state.readObjects();
        var isCounted = !isCorrect || correctFile.usage(account, usage, state.counted.with(uploads.open(account)));
        var report = state.report.plus(CheckReport.corrected(state.differing.size(), isCounted ? 0 : 1));
        return new Found(report, isCorrect && isCounted && !state.isYoung);
    }

    /** What one check has read. */
    private final class State {
        private final AccountId account;
        private final Set<String> spared;
        private final LongSet named = new LongSet();
        private final LongSet objectKeys = new LongSet();
        private final LongSet trashed = new LongSet();
        private final List<FileRows> differing = new ArrayList<>();
        private final UsageCount counted;
        private CheckReport report = CheckReport.NOTHING;
        private boolean isYoung;

        State(AccountId account, Set<String> spared) {
            this.account = account;
            this.spared = spared;
            counted =
                    new UsageCount(index.purges(account), index.hidden(account).size());
        }

        private void readFiles() {
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
            read.rows().stream().flatMap(row -> row.content().stream()).forEach(this::name);
            read.head()
                    .flatMap(head -> head.content())
                    .flatMap(FileVersion::content)
                    .ifPresent(this::name);
            counted.add(read, file);
            var entry = Optional.ofNullable(file.rows().isEmpty() ? null : entries.remove(file.key()));
            if (!file.isRight(entry)) {
                if (file.rows().isEmpty()) {
                    // Its name is in no row: it stays until the file is uploaded again.
                    report = report.plus(CheckReport.corrected(1, 0));
                } else {
                    differing.add(file);
                }
            }
            if (file.isTrashed()) {
                file.newestContent().flatMap(FileVersion::content).ifPresent(content -> trashed.add(hash(content)));
            }
        }

        private void name(StoredContent content) {
            named.add(hash(content));
            objectKeys.add(LongSet.hash(content.objectKey()));
        }

        private void readObjects() {
            spared.forEach(objectKey -> objectKeys.add(LongSet.hash(objectKey)));
            var found = new BitSet(named.size());
            var orphans = new ArrayList<StoredContent>();
            var toLift = new HashSet<String>();
            var toMark = new HashSet<String>();
            var removed = 0;
            try (var objects = contents.objects(account)) {
                for (var stored = objects.iterator(); stored.hasNext(); ) {
                    var object = stored.next();
                    if (!object.hasBytes()) {
                        continue;
                    }
                    if (!objectKeys.contains(LongSet.hash(object.objectKey()))) {
                        removed += orphan(object, orphans) ? 1 : 0;
                    } else {
                        look(object, found, orphans, toLift, toMark);
                    }
                }
            }
            contents.purge(orphans);
            report = report.plus(CheckReport.objects(0, 0, removed));
            putRight(toLift, toMark);
            missing(found);
        }

        private boolean orphan(StoredObject object, List<StoredContent> orphans) {
            if (object.newest() >= clock.millis() - CheckAccount.GRACE.toMillis()) {
                isYoung = true;
                return false;
            }
            object.entries().forEach(entry -> orphans.add(new StoredContent(object.objectKey(), entry.version())));
            return true;
        }

        private void look(
                StoredObject object,
                BitSet found,
                List<StoredContent> orphans,
                Set<String> toLift,
                Set<String> toMark) {
            for (var entry : object.entries()) {
                var content = new StoredContent(object.objectKey(), entry.version());
                var place = named.indexOf(hash(content));
                if (!entry.isMarker() && place >= 0) {
                    found.set(place);
                    var shouldBeMarked = trashed.contains(hash(content));
                    if (shouldBeMarked != object.isMarked()) {
                        (shouldBeMarked ? toMark : toLift).add(object.objectKey());
                    }
                } else if (!entry.isMarker() && entry.madeAt() < clock.millis() - CheckAccount.GRACE.toMillis()) {
                    // A late copy or upload on top would make the rule remove the version that the row names.
                    orphans.add(content);
                }
            }
        }

        /** Reads the files of the few objects that are not marked as they should be. */
        private void putRight(Set<String> toLift, Set<String> toMark) {
            if (toLift.isEmpty() && toMark.isEmpty()) {
                return;
            }
            try (var rows = index.eachRow(account)) {
                rows.forEach(row -> row.content()
                        .filter(content -> toLift.contains(content.objectKey()) || toMark.contains(content.objectKey()))
                        .ifPresent(content -> putRight(row, content)));
            }
        }

        private void putRight(FileVersion row, StoredContent content) {
            var head =
                    Optional.ofNullable(index.heads(account, Set.of(row.key())).get(row.key()));
            head.ifPresent(now -> report = report.plus(LightCheck.putRight(
                    index, contents, account, row.key(), now, content, contents.object(content.objectKey()))));
        }

        /** Rows that are there still, and whose bytes are not. */
        private void missing(BitSet found) {
            var lost = new LongSet();
            for (var place = found.nextClearBit(0); place < named.size(); place = found.nextClearBit(place + 1)) {
                lost.add(named.get(place));
            }
            if (lost.size() == 0) {
                return;
            }
            var suspects = new ArrayList<FileVersion>();
            try (var rows = index.eachRow(account)) {
                rows.filter(row -> row.content()
                                .map(FullCheck::hash)
                                .filter(lost::contains)
                                .isPresent())
                        .forEach(suspects::add);
            }
            var missing = index.complete(account, suspects).stream()
                    .filter(row -> row.content()
                            .filter(content ->
                                    !contents.object(content.objectKey()).has(content.objectVersion()))
                            .isPresent())
                    .count();
            report = report.plus(CheckReport.missing(Math.toIntExact(missing)));
        }
    }

    private static long hash(StoredContent content) {
        return LongSet.hash(content.objectKey() + " " + content.objectVersion());
    }
}
