package net.osmand.account.core.files;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.CheckAccount.Found;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;

/** Checks the changes since the last check. Its cost depends only on the number of changes. */
public final class LightCheck {
    private static final int PAGE = 1000;
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** The time of a row and the day of its object come from different clocks. */
    private static final long CLOCKS_DIFFER = Duration.ofHours(1).toMillis();

    /** Longer than a request takes. A running request may be between its transaction and its S3 calls. */
    private static final long REQUEST = Duration.ofMinutes(15).toMillis();

    /** Maximum number of rows of one file that are searched for the objects of its deletions. */
    private static final int ROWS = 200;

    private final FileIndex index;
    private final FileContents contents;
    private final Clock clock;

    public LightCheck(FileIndex index, FileContents contents, Clock clock) {
        this.index = index;
        this.contents = contents;
        this.clock = clock;
    }

    /**
     * Runs the check.
     *
     * @param usage usage as read before anything else in the check
     */
    Found check(AccountId account, Usage usage, Set<String> spared) {
        var firstDay = ChangeBuilder.day(usage.check().checkedUntil()) - 1;
        var from = Math.max(0, firstDay * DAY - CLOCKS_DIFFER);
        var rows = changed(account, from);
        var removals = removals(account, from);
        contents.purge(
                removals.stream().flatMap(removal -> removal.objects().stream()).toList());
        var report = CheckReport.NOTHING;
        for (var file : deletions(rows, removals).entrySet()) {
            report = report.plus(markers(account, file.getKey(), file.getValue()));
        }
        var orphans = orphans(account, usage, Math.max(firstDay, 0), rows, spared);
        var isBusy = usage.lastUpdateTime() > clock.millis() - REQUEST;
        return new Found(report.plus(CheckReport.objects(0, 0, orphans.removed)), !orphans.isLeft && !isBusy);
    }

    private Orphans orphans(AccountId account, Usage usage, long firstDay, List<FileVersion> rows, Set<String> spared) {
        var referenced = new LongSet();
        index.complete(account, rows).stream()
                .flatMap(row -> row.content().stream())
                .forEach(content -> referenced.add(LongSet.hash(content.objectKey())));
        spared.forEach(objectKey -> referenced.add(LongSet.hash(objectKey)));
        var orphans = new Orphans();
        for (var day = firstDay; usage.lastUpdateTime() > 0 && day <= ChangeBuilder.day(clock.millis()); day++) {
            orphans.find(account, LocalDate.ofEpochDay(day), referenced);
        }
        // A restore during the check may have moved an object from one row to another.
        var isQuiet = usage.lastUpdateTime() <= clock.millis() - ChangesSince.SETTLE_TIME.toMillis()
                && index.usage(account)
                        .filter(now -> now.lastUpdateTime() == usage.lastUpdateTime())
                        .isPresent();
        orphans.remove(isQuiet);
        return orphans;
    }

    private List<FileVersion> changed(AccountId account, long after) {
        var all = new ArrayList<FileVersion>();
        List<FileVersion> page;
        do {
            page = index.changed(account, all.isEmpty() ? after : all.getLast().updateTime(), Long.MAX_VALUE, PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    private List<Removal> removals(AccountId account, long after) {
        var all = new ArrayList<Removal>();
        List<Removal> page;
        do {
            page = index.removals(account, all.isEmpty() ? after : all.getLast().time(), Long.MAX_VALUE, PAGE);
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /**
     * Returns the times of deletions and of undone deletions by file. Only these can leave a wrong delete marker in S3.
     */
    private static Map<FileKey, Set<Long>> deletions(List<FileVersion> rows, List<Removal> removals) {
        var deletions = new HashMap<FileKey, Set<Long>>();
        rows.stream()
                .filter(FileVersion::isDeletionMarker)
                .forEach(marker -> deletions
                        .computeIfAbsent(marker.key(), _ -> new TreeSet<>())
                        .add(marker.updateTime()));
        removals.stream()
                .flatMap(removal -> removal.files().stream())
                .forEach(file -> deletions
                        .computeIfAbsent(file.key(), _ -> new TreeSet<>())
                        .addAll(file.updateTimes()));
        return deletions;
    }

    private CheckReport markers(AccountId account, FileKey key, Set<Long> deletions) {
        var head =
                Optional.ofNullable(index.heads(account, List.of(key)).get(key)).filter(found -> found.contents() > 0);
        if (head.isEmpty()) {
            return CheckReport.NOTHING;
        }
        var objects = index.rows(account, key, head.get().goneUntil(), Long.MAX_VALUE, ROWS).stream()
                .filter(row -> row.content().isPresent())
                .toList();
        var suspects = new HashSet<>(
                head.get().content().flatMap(FileVersion::content).stream().toList());
        for (var deletion : deletions) {
            objects.stream()
                    .filter(row -> row.updateTime() < deletion)
                    .reduce((_, later) -> later)
                    .flatMap(FileVersion::content)
                    .ifPresent(suspects::add);
        }
        var report = CheckReport.NOTHING;
        for (var object : suspects) {
            report = report.plus(correctMarker(
                    index, contents, account, key, head.get(), object, contents.object(object.objectKey())));
        }
        return report;
    }

    /** Sets or removes the delete marker of one object if it does not match the head. */
    static CheckReport correctMarker(
            FileIndex index,
            FileContents contents,
            AccountId account,
            FileKey key,
            FileHead head,
            StoredContent object,
            StoredObject stored) {
        var shouldBeMarked = head.isTrashed()
                && head.content()
                        .flatMap(FileVersion::content)
                        .filter(object::equals)
                        .isPresent();
        if (!stored.has(object.objectVersion()) || stored.isMarked() == shouldBeMarked) {
            return CheckReport.NOTHING;
        }
        if (shouldBeMarked) {
            DeleteFile.mark(index, contents, account, key, object);
            return CheckReport.objects(0, 1, 0);
        }
        // The head may have changed since it was read. Then the object may be in the trash and its marker correct.
        if (index.heads(account, Set.of(key)).containsValue(head)) {
            contents.removeDeleteMarkers(object);
            return CheckReport.objects(1, 0, 0);
        }
        return CheckReport.NOTHING;
    }

    /** Objects without a row. */
    private final class Orphans {
        private final List<StoredContent> old = new ArrayList<>();
        private int objects;
        private int removed;
        private boolean isLeft;

        void find(AccountId account, LocalDate day, LongSet referenced) {
            try (var stored = contents.objects(account, day)) {
                stored.filter(object -> object.hasBytes() && !referenced.contains(LongSet.hash(object.objectKey())))
                        .forEach(this::add);
            }
        }

        private void add(StoredObject object) {
            if (object.newest() < clock.millis() - CheckAccount.GRACE.toMillis()) {
                objects++;
                object.entries().forEach(entry -> old.add(new StoredContent(object.objectKey(), entry.version())));
            } else {
                isLeft = true;
            }
        }

        void remove(boolean isQuiet) {
            if (isQuiet) {
                contents.purge(old);
                removed = objects;
            } else {
                isLeft |= objects > 0;
            }
        }
    }
}
