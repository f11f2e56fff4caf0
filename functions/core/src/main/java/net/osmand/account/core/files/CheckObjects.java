package net.osmand.account.core.files;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.files.CheckAccount.Found;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/**
 * Compares all objects of an account with those that its rows refer to. Reads rows again only for the few objects that
 * differ.
 */
final class CheckObjects {
    private final FileIndex index;
    private final FileContents contents;
    private final CopyCoveredObject copyCoveredObject;
    private final Clock clock;

    CheckObjects(FileIndex index, FileContents contents, CopyCoveredObject copyCoveredObject, Clock clock) {
        this.index = index;
        this.contents = contents;
        this.copyCoveredObject = copyCoveredObject;
        this.clock = clock;
    }

    /** The objects that rows and heads refer to, each as a 64-bit hash. */
    static final class ReferencedObjects {
        private final LongSet versions = new LongSet();
        private final LongSet objectKeys = new LongSet();
        private final LongSet trashed = new LongSet();

        void add(StoredContent content) {
            versions.add(hash(content));
            objectKeys.add(LongSet.hash(content.objectKey()));
        }

        /** Adds the newest content of a trashed file. Its object must have a delete marker. */
        void addTrashed(StoredContent content) {
            trashed.add(hash(content));
        }

        /** Adds an object that no row refers to yet. */
        void spare(String objectKey) {
            objectKeys.add(LongSet.hash(objectKey));
        }

        private int indexOf(StoredContent content) {
            return versions.indexOf(hash(content));
        }

        private static long hash(StoredContent content) {
            return LongSet.hash(content.objectKey() + " " + content.objectVersion());
        }
    }

    /** Removes orphans, corrects delete markers and copies covered objects. */
    Found check(AccountId account, ReferencedObjects referenced) {
        return new Comparison(account, referenced).run();
    }

    /** One run of the check. */
    private final class Comparison {
        private final AccountId account;
        private final ReferencedObjects referenced;
        private final BitSet found;
        private final List<StoredContent> orphans = new ArrayList<>();
        private final Set<String> otherwiseMarked = new HashSet<>();
        private final Set<String> covered = new HashSet<>();
        private final long old = clock.millis() - CheckAccount.GRACE.toMillis();
        private int removed;
        private boolean isYoung;

        Comparison(AccountId account, ReferencedObjects referenced) {
            this.account = account;
            this.referenced = referenced;
            found = new BitSet(referenced.versions.size());
        }

        Found run() {
            try (var objects = contents.objects(account)) {
                objects.filter(StoredObject::hasBytes).forEach(this::look);
            }
            contents.purge(orphans);
            var report = CheckReport.objects(0, 0, removed)
                    .plus(CheckReport.covered(covered.size()))
                    .plus(correct())
                    .plus(CheckReport.missing(missing()));
            return new Found(report, !isYoung && covered.isEmpty());
        }

        private void look(StoredObject object) {
            if (!referenced.objectKeys.contains(LongSet.hash(object.objectKey()))) {
                orphan(object);
                return;
            }
            var entries = object.entries();
            for (var i = 0; i < entries.size(); i++) {
                var content =
                        new StoredContent(object.objectKey(), entries.get(i).version());
                var place = entries.get(i).isMarker() ? -1 : referenced.indexOf(content);
                if (place >= 0) {
                    found.set(place);
                    compare(object, i, referenced.trashed.contains(ReferencedObjects.hash(content)));
                    return;
                }
            }
        }

        private void orphan(StoredObject object) {
            if (object.newest() >= old) {
                isYoung = true;
            } else {
                removed++;
                object.entries().forEach(entry -> orphans.add(new StoredContent(object.objectKey(), entry.version())));
            }
        }

        /**
         * Compares one object with the row that refers to it.
         *
         * @param place index of the entry that the row refers to
         */
        private void compare(StoredObject object, int place, boolean shouldBeMarked) {
            var entries = object.entries();
            if (entries.subList(0, place).stream().anyMatch(entry -> !entry.isMarker())) {
                covered.add(object.objectKey());
                return;
            }
            entries.subList(place + 1, entries.size()).stream()
                    .filter(entry -> !entry.isMarker() && entry.madeAt() < old)
                    .forEach(entry -> orphans.add(new StoredContent(object.objectKey(), entry.version())));
            if (shouldBeMarked != object.isMarked()) {
                otherwiseMarked.add(object.objectKey());
            }
        }

        private CheckReport correct() {
            if (otherwiseMarked.isEmpty() && covered.isEmpty()) {
                return CheckReport.NOTHING;
            }
            try (var rows = index.eachRow(account)) {
                return rows.map(this::correct).reduce(CheckReport.NOTHING, CheckReport::plus);
            }
        }

        private CheckReport correct(FileVersion row) {
            if (row.content()
                    .map(StoredContent::objectKey)
                    .filter(covered::contains)
                    .isPresent()) {
                copyCoveredObject.copy(account, row);
            }
            return row.content()
                    .filter(content -> otherwiseMarked.contains(content.objectKey()))
                    .map(content -> correctMarkers(row, content))
                    .orElse(CheckReport.NOTHING);
        }

        private CheckReport correctMarkers(FileVersion row, StoredContent content) {
            var key = row.key();
            return Optional.ofNullable(index.heads(account, Set.of(key)).get(key))
                    .map(head -> LightCheck.correctMarker(
                            index, contents, account, key, head, content, contents.object(content.objectKey())))
                    .orElse(CheckReport.NOTHING);
        }

        /** Counts rows that still exist but whose content is missing. */
        private int missing() {
            var lost = new LongSet();
            for (var place = found.nextClearBit(0);
                    place < referenced.versions.size();
                    place = found.nextClearBit(place + 1)) {
                lost.add(referenced.versions.get(place));
            }
            if (lost.size() == 0) {
                return 0;
            }
            var suspects = new ArrayList<FileVersion>();
            try (var rows = index.eachRow(account)) {
                rows.filter(row -> row.content()
                                .map(ReferencedObjects::hash)
                                .filter(lost::contains)
                                .isPresent())
                        .forEach(suspects::add);
            }
            return Math.toIntExact(index.complete(account, suspects).stream()
                    .flatMap(row -> row.content().stream())
                    .filter(content -> !contents.object(content.objectKey()).has(content.objectVersion()))
                    .count());
        }
    }
}
