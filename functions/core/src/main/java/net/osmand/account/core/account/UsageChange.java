package net.osmand.account.core.account;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.values.FileCategory.Category;

/**
 * The effect of a change on the usage. Figures are added and may be negative. {@link Usage} describes them.
 *
 * @param versions number of content versions
 * @param categories live files added or removed (negative); a category without a change is absent
 * @param removes whether the time of the change becomes {@link Usage#newestRemoval()}
 * @param emptiedUntil the new {@link Usage#emptiedUntil()}; empty if it does not change
 */
public record UsageChange(
        long freeBytes,
        long bytes,
        long files,
        long keptBytes,
        long trashBytes,
        long uploads,
        long hidden,
        long purges,
        long versions,
        Map<Category, Amount> categories,
        boolean removes,
        OptionalLong emptiedUntil) {
    public static final UsageChange NONE =
            new UsageChange(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), false, OptionalLong.empty());

    public UsageChange {
        categories = Map.copyOf(categories);
    }

    /** Returns the sum of both changes. */
    public UsageChange plus(UsageChange more) {
        var both = new EnumMap<Category, Amount>(Category.class);
        both.putAll(categories);
        more.categories.forEach((category, amount) -> both.merge(category, amount, Amount::plus));
        both.values().removeIf(Amount.NONE::equals);
        return new UsageChange(
                freeBytes + more.freeBytes,
                bytes + more.bytes,
                files + more.files,
                keptBytes + more.keptBytes,
                trashBytes + more.trashBytes,
                uploads + more.uploads,
                hidden + more.hidden,
                purges + more.purges,
                versions + more.versions,
                both,
                removes || more.removes,
                more.emptiedUntil.isPresent() ? more.emptiedUntil : emptiedUntil);
    }

    /** Returns the change for live files of one category that are added or removed (negative amount). */
    public static UsageChange ofLive(boolean free, Category category, Amount amount) {
        return new UsageChange(
                free ? amount.gzipBytes() : 0,
                amount.gzipBytes(),
                amount.files(),
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(category, amount),
                false,
                OptionalLong.empty());
    }

    /** Returns the change for content versions, live or not, that are added or removed (negative). */
    public static UsageChange ofVersions(long versions, long gzipBytes) {
        return new UsageChange(0, 0, 0, gzipBytes, 0, 0, 0, 0, versions, Map.of(), false, OptionalLong.empty());
    }

    /** Returns the change for an upload that opens (1) or ends (-1), with its reservation in gzip bytes. */
    public static UsageChange ofUpload(boolean free, long uploads, long gzipBytes) {
        return new UsageChange(
                free ? gzipBytes : 0,
                gzipBytes,
                uploads,
                gzipBytes,
                0,
                uploads,
                0,
                0,
                0,
                Map.of(),
                false,
                OptionalLong.empty());
    }

    /** Returns the change for a file that moves to the trash or leaves it (negative). */
    public static UsageChange ofTrash(long gzipBytes) {
        return new UsageChange(0, 0, 0, 0, gzipBytes, 0, 0, 0, 0, Map.of(), false, OptionalLong.empty());
    }

    public static UsageChange ofHidden(long items) {
        return new UsageChange(0, 0, 0, 0, 0, 0, items, 0, 0, Map.of(), false, OptionalLong.empty());
    }

    public static UsageChange ofPurges(long items) {
        return new UsageChange(0, 0, 0, 0, 0, 0, 0, items, 0, Map.of(), false, OptionalLong.empty());
    }

    public static UsageChange ofEmptied(long until) {
        return new UsageChange(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), false, OptionalLong.of(until));
    }

    /** Returns this change marked as a permanent removal. */
    public UsageChange removing() {
        return new UsageChange(
                freeBytes,
                bytes,
                files,
                keptBytes,
                trashBytes,
                uploads,
                hidden,
                purges,
                versions,
                categories,
                true,
                emptiedUntil);
    }
}
