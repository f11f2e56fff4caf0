package net.osmand.account.core.exports;

import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/** Stores requested notices for as long as an archive is kept. All reads are consistent. */
public interface ArchiveNotices {
    /** Stores a notice at a time in epoch milliseconds. A later notice for the same export replaces it. */
    void keep(AccountId account, String export, ArchiveNotice notice, long now);

    /** Finds the pending notice for this export. */
    Optional<ArchiveNotice> find(AccountId account, String export);
}
