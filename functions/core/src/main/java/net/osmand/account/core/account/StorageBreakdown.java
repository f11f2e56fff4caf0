package net.osmand.account.core.account;

import java.util.EnumMap;
import java.util.Map;
import net.osmand.account.core.values.FileCategory;

/**
 * What an account holds, as a person is told it.
 *
 * @param versions versions with content, those of deleted files among them
 * @param categories what the current versions take; a category that holds nothing is absent
 */
public record StorageBreakdown(long versions, Map<FileCategory.Category, Amount> categories) {
    public static final StorageBreakdown NONE = new StorageBreakdown(0, Map.of());

    /**
     * Files and their sizes.
     *
     * @param bytes uncompressed
     * @param gzipBytes as stored, which is what counts against the capacity
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

    /** Of all categories. */
    public Amount total() {
        return categories.values().stream().reduce(Amount.NONE, Amount::plus);
    }
}
