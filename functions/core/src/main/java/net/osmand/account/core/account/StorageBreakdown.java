package net.osmand.account.core.account;

import java.util.EnumMap;
import java.util.Map;
import net.osmand.account.core.values.FileCategory;

/**
 * The stored files of an account by category, as the portal shows them to the user.
 *
 * @param versions number of content versions, including those of deleted files
 * @param categories files and bytes of the live files; a category without files is absent
 */
public record StorageBreakdown(long versions, Map<FileCategory.Category, Amount> categories) {
    public static final StorageBreakdown NONE = new StorageBreakdown(0, Map.of());

    /**
     * A number of files and their sizes.
     *
     * @param bytes uncompressed
     * @param gzipBytes bytes as stored; they count against the quota
     */
    public record Amount(long files, long bytes, long gzipBytes) {
        public static final Amount NONE = new Amount(0, 0, 0);

        public Amount plus(Amount more) {
            return new Amount(files + more.files, bytes + more.bytes, gzipBytes + more.gzipBytes);
        }
    }

    public StorageBreakdown {
        var present = new EnumMap<FileCategory.Category, Amount>(FileCategory.Category.class);
        categories.forEach((category, amount) -> {
            if (!amount.equals(Amount.NONE)) {
                present.put(category, amount);
            }
        });
        categories = Map.copyOf(present);
    }

    public StorageBreakdown plus(UsageChange change) {
        var changed = new EnumMap<FileCategory.Category, Amount>(FileCategory.Category.class);
        changed.putAll(categories);
        change.categories().forEach((category, amount) -> changed.merge(category, amount, Amount::plus));
        return new StorageBreakdown(versions + change.versions(), changed);
    }

    public Amount in(FileCategory.Category category) {
        return categories.getOrDefault(category, Amount.NONE);
    }

    /** Returns the sum of all categories. */
    public Amount total() {
        return categories.values().stream().reduce(Amount.NONE, Amount::plus);
    }
}
