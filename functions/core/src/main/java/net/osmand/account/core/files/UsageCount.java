package net.osmand.account.core.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;

/** Counts the usage of an account from its rows, by the same rules as changes. */
final class UsageCount {
    private final Map<FileKey, Long> purgedUntil = new HashMap<>();
    private UsageChange sum;

    UsageCount(List<Purge> purges, int hidden) {
        purges.forEach(purge -> purgedUntil.merge(purge.key(), purge.until(), Math::max));
        sum = UsageChange.ofPurges(purges.size()).plus(UsageChange.ofHidden(hidden));
    }

    /**
     * Returns the file without the rows that a purge hides. These rows still use space but no longer belong to the
     * file.
     */
    FileRows withoutPurged(FileRows read) {
        var until = read.rows().isEmpty() ? null : purgedUntil.get(read.key());
        return until == null ? read : read.after(until);
    }

    /**
     * Adds a file.
     *
     * @param kept the file with all its rows
     * @param file the file without the rows that a purge hides
     */
    void add(FileRows kept, FileRows file) {
        var versions =
                kept.rows().stream().filter(row -> !row.isDeletionMarker()).count();
        sum = sum.plus(UsageChange.ofVersions(versions, kept.bytes()));
        if (file.isTrashed()) {
            sum = sum.plus(UsageChange.ofTrash(file.bytes()));
            return;
        }
        file.newestContent()
                .ifPresent(live -> sum = sum.plus(UsageChange.ofLive(
                        live.key().isFree(),
                        FileCategory.of(live.key()).category(),
                        new Amount(1, live.size(), live.gzipSize()))));
    }

    /** Returns the sum of all added files and of the bytes that open uploads reserve. */
    UsageChange with(List<Upload> open) {
        return open.stream()
                .map(upload -> UsageChange.ofUpload(upload.key().isFree(), 1, upload.size()))
                .reduce(sum, UsageChange::plus);
    }
}
