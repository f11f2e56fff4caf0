package net.osmand.account.core.details;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.ContentMissingException;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/**
 * Updates the details of an account's tracks when versions are added or removed (docs/data-model.md#details). Runs
 * asynchronously, so a file that is broken or slow to read does not delay a request.
 */
public final class UpdateDetails {
    private final FileIndex index;
    private final ReadDetails readDetails;
    private final DetailsStore store;

    public UpdateDetails(FileIndex index, ReadDetails readDetails, DetailsStore store) {
        this.index = index;
        this.readDetails = readDetails;
        this.store = store;
    }

    /**
     * A version with content.
     *
     * @param time update time
     */
    public record Version(FileKey key, long time) {}

    /**
     * Computes the details of new versions and removes those of removed versions. Records a change of details in the
     * account's usage once per call. Idempotent: stored details are not computed again.
     */
    public void update(AccountId account, List<Version> added, List<Version> removed) {
        compute(
                account,
                added.stream().filter(version -> ReadDetails.has(version.key())).toList());
        removed.stream()
                .filter(version -> ReadDetails.has(version.key()))
                .forEach(version -> store.remove(account, version.key(), version.time()));
    }

    private void compute(AccountId account, List<Version> added) {
        if (added.isEmpty()) {
            return;
        }
        var keys = added.stream().map(Version::key).distinct().toList();
        var heads = index.heads(account, keys);
        var known = store.find(account, keys);
        List<Version> computed = new ArrayList<>();
        for (var version : added) {
            var details = known.get(version.key());
            var isStored = details != null && details.version() == version.time();
            var current = newest(Optional.ofNullable(heads.get(version.key())), version);
            if (current.isEmpty()) {
                if (isStored) {
                    store.remove(account, version.key(), version.time());
                }
            } else if (isStored || isComputed(account, current.get())) {
                computed.add(version);
            }
        }
        if (!computed.isEmpty() && !store.noteChange(account)) {
            computed.forEach(version -> store.remove(account, version.key(), version.time()));
        }
    }

    /** Returns the version if it is still the newest of its file, live or in the trash. */
    private static Optional<FileVersion> newest(Optional<FileHead> head, Version version) {
        return head.flatMap(FileHead::content).filter(content -> content.updateTime() == version.time());
    }

    /** Computes the details of a version. Returns false if the version was removed and needs no details. */
    private boolean isComputed(AccountId account, FileVersion version) {
        try {
            readDetails.compute(account, version);
            return true;
        } catch (ContentMissingException _) {
            return false;
        }
    }
}
