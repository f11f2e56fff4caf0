package net.osmand.account.core.files;

import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.files.Commit.Attempt;
import net.osmand.account.core.values.FileVersion;

/** Changes of uploads, with the quota that each one reserves or releases. Only open uploads reserve quota. */
public final class UploadChange {
    private UploadChange() {}

    /** Adds a new upload. An upload that is done at once reserves no quota. */
    public static Attempt<Upload> begin(Upload upload, Set<UsageLimit> limits, Seen seen, long time) {
        var change =
                new ChangeBuilder(upload.account(), seen, time).limits(limits).write(new Write.AddUpload(upload));
        if (upload.isOpen()) {
            change.usage(reservation(upload, 1));
        }
        return Attempt.write(change.build(), upload);
    }

    /**
     * Ends an open upload without creating a version.
     *
     * @return true if the upload is in that state; false if it does not exist or ended in another state
     */
    public static Attempt<Boolean> end(Upload next, Seen seen, long time) {
        var now = seen.upload().filter(Upload::isOpen);
        if (now.isEmpty()) {
            return Attempt.nothingToWrite(seen.upload()
                    .filter(upload -> upload.state() == next.state())
                    .isPresent());
        }
        var change = new ChangeBuilder(next.account(), seen, time)
                .write(new Write.ReplaceUpload(now.get(), next))
                .usage(reservation(next, -1));
        return Attempt.write(change.build(), true);
    }

    /**
     * Turns an open upload into a version of its file.
     *
     * @param draft the version without its time
     * @return the added version; empty if the upload does not exist or has already ended
     */
    public static Attempt<Optional<AddVersion.Added>> publish(
            AddVersion addVersion, FileVersion draft, Seen seen, long time, long now) {
        var upload = seen.upload().filter(Upload::isOpen);
        if (upload.isEmpty()) {
            return Attempt.nothingToWrite(Optional.empty());
        }
        var change = new ChangeBuilder(upload.get().account(), seen, time)
                .write(new Write.ReplaceUpload(upload.get(), upload.get().done(time, draft.size(), now)))
                .usage(reservation(upload.get(), -1));
        var added = addVersion.addTo(change, upload.get().account(), seen, draft, time);
        return Attempt.write(change.build(), Optional.of(added));
    }

    private static UsageChange reservation(Upload upload, int uploads) {
        return UsageChange.ofUpload(upload.key().isFree(), uploads, uploads * upload.size());
    }
}
