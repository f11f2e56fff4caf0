package net.osmand.account.core.files;

import java.net.URI;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;

/**
 * Stores one list for each account under {@code lists/<account>/}. It is a cache: it can be absent, and an older list
 * may replace a newer one, which remains correct with the changes since it was begun. It expires after 30 days.
 */
public interface ListSnapshots {
    /** Reads the stored list; empty if there is none: one GetObject. */
    Optional<ListSnapshot> find(AccountId account);

    /** Creates a presigned URL of the stored list that is valid for 15 minutes. Makes no call. */
    URI link(AccountId account);

    /** Stores a list and replaces any other: one PutObject. */
    void store(AccountId account, ListSnapshot snapshot);
}
