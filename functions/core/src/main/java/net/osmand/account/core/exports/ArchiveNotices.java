package net.osmand.account.core.exports;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Keeps the notices that users wait for, for as long as an archive is kept. All reads are consistent. */
public interface ArchiveNotices {
    /** Keeps it at epoch milliseconds. Of several for one export the last one counts. */
    void keep(AccountId account, String export, ArchiveNotice notice, long now);

    /** The notice that waits for this export. */
    Optional<ArchiveNotice> find(AccountId account, String export);
}
