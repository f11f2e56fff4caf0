package net.osmand.account.core.files;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.StoredContent;

/**
 * Stores one version of a file. Makes three AWS calls, including the authenticating read, regardless of the account's
 * size: read, object, transaction. If the name is in the trash, three more calls make sure that no delete marker stays
 * on a live object.
 */
public final class StoreFile {
    /**
     * Size that list-files reports for a catalogue map: an empty gzip
     * (docs/protocol/files.md#maps-of-the-public-catalogue).
     */
    private static final int STUB_GZIP_BYTES = 20;

    private final FileIndex index;
    private final FileContents contents;
    private final Commit commit;
    private final AddVersion addVersion;
    private final MapCatalogue catalogue;
    private final StorageQuota quota;
    private final RequestTrim requestTrim;

    public StoreFile(
            FileIndex index,
            FileContents contents,
            Commit commit,
            AddVersion addVersion,
            MapCatalogue catalogue,
            StorageQuota quota,
            AccountJobs jobs) {
        this.index = index;
        this.contents = contents;
        this.commit = commit;
        this.addVersion = addVersion;
        this.catalogue = catalogue;
        this.quota = quota;
        requestTrim = new RequestTrim(quota, jobs);
    }

    /**
     * Stores a version.
     *
     * @param clientTime epoch milliseconds as sent by the client, any value
     * @throws ProblemException 102, 107 or 108; nothing was stored
     */
    public FileVersion store(Caller caller, FileKey key, byte[] gzip, long clientTime) {
        var stub = catalogue.has(key.type(), key.name());
        var read = stub ? new GzipContent(0, 0, 0) : GzipContent.read(gzip);
        var gzipSize = stub ? STUB_GZIP_BYTES : gzip.length;
        var account = caller.account().id();
        var plan = caller.account().plan();
        try {
            var limits = quota.upload(plan, key, gzipSize);
            quota.check(limits, caller.usage(), plan, gzipSize);
            var seen = Seen.of(caller.usage(), FileReads.of(index, caller, key));
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
                    .withStatusAndAuthor(
                            FileVersion.Status.ADDED, caller.device().label());
            var added = commit.run(
                    account,
                    seen,
                    (now, time) -> {
                        quota.check(limits, now.usage(), plan, gzipSize);
                        var change = new ChangeBuilder(account, now, time).limits(limits);
                        var version = addVersion.addTo(change, account, now, draft, time);
                        return Attempt.write(change.build(), version);
                    },
                    () -> contents.purge(content.stream().toList()));
            addVersion.afterCommit(account, added);
            requestTrim.afterCommit(account, plan, List.of(added));
            return added.version();
        } catch (ProblemException e) {
            requestTrim.afterRefusal(account, caller.usage(), plan, e);
            if (e.problem() == Problem.STORAGE_EXCEEDED) {
                throw e.of(key);
            }
            throw e;
        }
    }
}
