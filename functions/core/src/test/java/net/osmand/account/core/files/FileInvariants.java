package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileKey;

/** Invariants I1, I4 and I5, and the trash's index. */
public final class FileInvariants {
    private FileInvariants() {}

    /** Objects are exactly those that rows name, usage is what rows say, and entries are those of deleted files. */
    public static void hold(FilesTestBed bed) {
        var named = new HashMap<String, Boolean>();
        var trashed = new HashSet<FileKey>();
        var counted = Usage.NONE;
        var seen = new HashSet<FileKey>();
        for (var row : bed.files.rows(ACCOUNT)) {
            var history = bed.history(row.key());
            row.content().ifPresent(content -> named.put(content.objectKey(), history.isTrashed()));
            if (history.isTrashed()) {
                trashed.add(row.key());
            }
            if (seen.add(row.key())) {
                counted = counted.plus(new FileHistory(row.key(), List.of()).changeTo(history));
            }
        }
        assertThat(bed.files.usage(ACCOUNT)).as("I4: the usage").matches(counted::countsAs);
        assertThat(bed.files.entries(ACCOUNT).keySet())
                .as("entries of the trash")
                .isEqualTo(trashed);
        var stored = new HashMap<String, Boolean>();
        bed.contents.stored(ACCOUNT).forEach((key, object) -> stored.put(key, object.marked()));
        assertThat(stored).as("I1, I5: objects and their delete markers").isEqualTo(named);
    }
}
