package net.osmand.account.core.files;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Stores one version of a file. With the read that let the caller in these are five calls to AWS, whatever the account
 * holds: the file's rows, the object, the usage with the new time, the row. A kill between them loses nothing that was
 * acknowledged: an object without a row is swept, a usage without a row is reconciled.
 */
public final class StoreFile {
    /** What list-files shows for a catalogue map: the size of a gzip of nothing (docs/protocol/files.md#maps-of-the-public-catalogue). */
    private static final int STUB_GZIP_BYTES = 20;

    private final FileVersions versions;
    private final FileContents contents;
    private final MapCatalogue catalogue;
    private final PlanLimits limits;
    private final Clock clock;

    /** With the standard limits of each plan. */
    public StoreFile(FileVersions versions, FileContents contents, MapCatalogue catalogue, Clock clock) {
        this(versions, contents, catalogue, PlanLimits.STANDARD, clock);
    }

    public StoreFile(
            FileVersions versions, FileContents contents, MapCatalogue catalogue, PlanLimits limits, Clock clock) {
        this.versions = versions;
        this.contents = contents;
        this.catalogue = catalogue;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Stores it.
     *
     * @param clientTime epoch milliseconds as the client says, any value
     * @throws ProblemException 102, 107 or 108; nothing was stored
     */
    public FileVersion store(Caller caller, FileKey key, byte[] gzip, long clientTime) {
        var stub = catalogue.has(key.type(), key.name());
        var read = stub ? new GzipContent(0, 0, 0) : GzipContent.read(gzip);
        var gzipSize = stub ? STUB_GZIP_BYTES : gzip.length;
        check(caller, key, gzipSize);

        var account = caller.account().id();
        var history = versions.history(account, key);
        Optional<StoredContent> content = stub ? Optional.empty() : Optional.of(contents.store(account, gzip));
        var draft = new FileVersion(
                        key,
                        caller.device().id(),
                        Long.MAX_VALUE,
                        clientTime,
                        read.size(),
                        gzipSize,
                        read.crc32(),
                        read.deflateOffset(),
                        content)
                .writtenAs(history.statusOfNext(), caller.device().label());
        var change = history.changeTo(history.with(draft));
        var time = versions.advance(account, caller.usage(), change, clock.millis());
        var version = draft.updatedAt(time);
        if (history.isTrashed()) {
            versions.addFromTrash(account, version);
            // They are history of a live file again; their markers would let the lifecycle rule take them
            // (docs/protocol/files.md#trash).
            history.contents().forEach(contents::restore);
        } else {
            versions.add(account, version);
        }
        return version;
    }

    /**
     * Whether the plan lets the caller have this file.
     *
     * @throws ProblemException 102 or 108
     */
    void check(Caller caller, FileKey key, long gzipSize) {
        check(caller.account().plan(), caller.usage().withReserved(clock.millis()), key, gzipSize);
    }

    /**
     * Whether the plan lets an account have a file whose bytes come later; it may be large, so it must fit as a whole.
     *
     * @throws ProblemException 102 or 108
     */
    public void checkInAdvance(Plan plan, Usage usage, FileKey key, long gzipSize) {
        var reserved = usage.withReserved(clock.millis());
        check(plan, reserved, key, gzipSize);
        if (reserved.bytes() + gzipSize > limits.accountBytes(Plan.PRO)) {
            throw exceeded(limits.accountBytes(Plan.PRO));
        }
    }

    private void check(Plan plan, Usage usage, FileKey key, long gzipSize) {
        if (!plan.mayUpload(key.type())) {
            throw new ProblemException(
                    Problem.NO_SUBSCRIPTION,
                    "files of type %s need a valid OsmAnd Pro subscription; OsmAnd Start does not include them"
                            .formatted(key.type()));
        }
        if (limits.fileBytes(plan).isPresent()
                && gzipSize > limits.fileBytes(plan).getAsLong()) {
            throw exceeded(limits.fileBytes(plan).getAsLong());
        }
        if (usage.bytes() > limits.accountBytes(Plan.PRO)) {
            throw exceeded(limits.accountBytes(Plan.PRO));
        }
        if (limits.files(plan).isPresent() && usage.files() > limits.files(plan).getAsLong()) {
            throw exceeded(limits.accountBytes(plan));
        }
        if (plan != Plan.PRO && usage.freeBytes() + gzipSize > limits.accountBytes(plan)) {
            throw exceeded(limits.accountBytes(plan));
        }
    }

    /** The apps cut the size out of this text, and iOS needs 38 characters or more behind the dot (section 3). */
    private static ProblemException exceeded(long bytes) {
        return new ProblemException(
                Problem.STORAGE_EXCEEDED,
                "Maximum size of OsmAnd Cloud exceeded %d MB. Delete files you no longer need, or choose a larger plan."
                        .formatted(bytes >> 20));
    }
}
