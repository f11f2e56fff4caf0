package net.osmand.account.files;

import net.osmand.account.files.Holdings.Amount;

/**
 * How a change of one file's versions changes the usage; figures may be negative.
 *
 * @param free whether every plan may upload the file's type
 * @param amount what its newest version takes more; a deletion marker takes nothing
 * @param versions versions with content
 */
public record UsageChange(boolean free, ExportKey.Category category, Amount amount, long versions) {
    /** What adds no version and takes none away. */
    public static final UsageChange NONE = ofVersions(0);

    /** From the versions of a file before to those after. */
    public static UsageChange between(FileHistory before, FileHistory after) {
        var key = after.key();
        var was = taken(before);
        var is = taken(after);
        var more = new Amount(is.files() - was.files(), is.bytes() - was.bytes(), is.gzipBytes() - was.gzipBytes());
        return new UsageChange(key.isFree(), ExportKey.of(key).category(), more, versions(after) - versions(before));
    }

    /** Of an upload that is under way, whose category does not matter: it counts against the plan alone. */
    static UsageChange reserved(Reservation upload) {
        return new UsageChange(
                upload.free(), ExportKey.Category.RESOURCES, new Amount(1, upload.bytes(), upload.bytes()), 0);
    }

    /** Of versions that are not current, whose category does not matter. */
    public static UsageChange ofVersions(long versions) {
        return new UsageChange(false, ExportKey.Category.RESOURCES, Amount.NONE, versions);
    }

    /** What takes this back. */
    public UsageChange negated() {
        return new UsageChange(
                free, category, new Amount(-amount.files(), -amount.bytes(), -amount.gzipBytes()), -versions);
    }

    private static Amount taken(FileHistory history) {
        return history.newest()
                .filter(v -> !v.isDeletionMarker())
                .map(v -> new Amount(1, v.size(), v.gzipSize()))
                .orElse(Amount.NONE);
    }

    private static long versions(FileHistory history) {
        return history.versions().stream().filter(v -> !v.isDeletionMarker()).count();
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
