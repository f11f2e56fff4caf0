package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** Checks invariants I1, I2, I4, I5, I7 and I13 for the account of a {@link FilesTestBed}. */
public final class FileInvariants {
    private FileInvariants() {}

    /**
     * Checks the invariants that hold after every order of requests: heads, entries and usage match the rows, and no
     * bytes are missing.
     */
    public static void check(FilesTestBed bed) {
        var rows = files(bed);
        var trashed = new HashSet<FileKey>();
        var objects = new HashSet<String>();
        for (var row : bed.files.rows(bed.account)) {
            row.content().ifPresent(content -> {
                assertThat(bed.contents.has(content)).as("I1: bytes of %s", row).isTrue();
                assertThat(objects.add(content.objectKey()))
                        .as("one row, one object: %s", row)
                        .isTrue();
            });
        }
        for (var head : bed.files.heads(bed.account).entrySet()) {
            var file = new FileRows(
                    head.getKey().hash(), rows.getOrDefault(head.getKey(), List.of()), Optional.of(head.getValue()));
            var entry = Optional.ofNullable(bed.files.entries(bed.account).get(head.getKey()));
            assertThat(file.matches(entry))
                    .as("I2: head %s of %s, entry %s", head, file.rows(), entry)
                    .isTrue();
            if (head.getValue().isTrashed()) {
                trashed.add(head.getKey());
            }
        }
        assertThat(bed.files.heads(bed.account).keySet()).as("I2: heads").containsAll(rows.keySet());
        assertThat(bed.files.entries(bed.account).keySet())
                .as("entries of the trash")
                .isEqualTo(trashed);
        assertThat(bed.usage())
                .as("I4, I13: usage")
                .matches(counted(bed)::countsAs, counted(bed).toString());
    }

    /** Returns the rows by file, without rows hidden by a purge. */
    private static Map<FileKey, List<FileVersion>> files(FilesTestBed bed) {
        var purges = bed.files.purges(bed.account);
        return bed.files.rows(bed.account).stream()
                .filter(row -> purges.stream()
                        .noneMatch(purge -> purge.key().equals(row.key()) && row.updateTime() <= purge.until()))
                .collect(Collectors.groupingBy(FileVersion::key));
    }

    private static Usage counted(FilesTestBed bed) {
        var count = new UsageCount(
                bed.files.purges(bed.account), bed.files.hidden(bed.account).size());
        bed.files.rows(bed.account).stream()
                .collect(Collectors.groupingBy(FileVersion::key))
                .forEach((key, rows) -> {
                    var kept = new FileRows(key.hash(), rows, Optional.empty());
                    count.add(kept, count.withoutPurged(kept));
                });
        var open = bed.files.uploads(bed.account).values().stream()
                .filter(Upload::isOpen)
                .toList();
        return Usage.NONE.after(count.with(open), 0);
    }

    /**
     * Checks that the lifecycle rule cannot remove live content: only the newest content of a file in the trash has a
     * delete marker.
     */
    public static void noLiveObjectIsMarked(FilesTestBed bed) {
        for (var row : bed.files.rows(bed.account)) {
            var head = bed.head(row.key());
            if (row.updateTime() <= head.goneUntil()) {
                continue;
            }
            row.content().filter(bed.contents::isMarked).ifPresent(_ -> {
                assertThat(head.isTrashed() && isNewest(head, row))
                        .as("a delete marker on %s of %s", row, head)
                        .isTrue();
            });
        }
    }

    private static boolean isNewest(FileHead head, FileVersion row) {
        return head.content()
                .filter(newest -> newest.updateTime() == row.updateTime())
                .isPresent();
    }

    /**
     * Checks the additional invariants after a full check: the objects are exactly those of the rows, and their delete
     * markers match the heads.
     */
    public static void holdAfterFullCheck(FilesTestBed bed) {
        check(bed);
        var expected = new HashMap<String, Boolean>();
        for (var row : bed.files.rows(bed.account)) {
            var head = bed.head(row.key());
            row.content()
                    .ifPresent(content -> expected.put(content.objectKey(), head.isTrashed() && isNewest(head, row)));
        }
        var stored = new HashMap<String, Boolean>();
        bed.contents
                .keys(bed.account)
                .forEach(key -> stored.put(key, bed.contents.object(key).isMarked()));
        assertThat(stored).as("I5: objects and their delete markers").isEqualTo(expected);
    }
}
