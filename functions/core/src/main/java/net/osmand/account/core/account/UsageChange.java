package net.osmand.account.core.account;

import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.values.FileCategory;

/**
 * How a change of one file's versions changes the usage; figures may be negative.
 *
 * @param free whether every plan may upload the file's type
 * @param amount what its newest version takes more; a deletion marker takes nothing
 * @param versions versions with content
 */
public record UsageChange(boolean free, FileCategory.Category category, Amount amount, long versions) {
    /** What adds no version and takes none away. */
    public static final UsageChange NONE = ofVersions(0);

    /** Of an upload that is under way, whose category does not matter: it counts against the plan alone. */
    static UsageChange reserved(QuotaReservation upload) {
        return new UsageChange(
                upload.free(), FileCategory.Category.RESOURCES, new Amount(1, upload.bytes(), upload.bytes()), 0);
    }

    /** Of versions that are not current, whose category does not matter. */
    public static UsageChange ofVersions(long versions) {
        return new UsageChange(false, FileCategory.Category.RESOURCES, Amount.NONE, versions);
    }

    /** What takes this back. */
    public UsageChange negated() {
        return new UsageChange(
                free, category, new Amount(-amount.files(), -amount.bytes(), -amount.gzipBytes()), -versions);
    }

    public long freeBytes() {
        return free ? amount.gzipBytes() : 0;
    }

    public long freeFiles() {
        return free ? amount.files() : 0;
    }

    public long paidBytes() {
        return free ? 0 : amount.gzipBytes();
    }

    public long paidFiles() {
        return free ? 0 : amount.files();
    }
}
