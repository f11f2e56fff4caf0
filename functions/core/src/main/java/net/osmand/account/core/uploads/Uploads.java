package net.osmand.account.core.uploads;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.values.AccountId;

/**
 * Stores upload records. All reads are consistent. An upload reserves quota in the usage, so it begins and ends in a
 * {@link net.osmand.account.core.files.Change}. Only changes that do not affect the quota are written here.
 */
public interface Uploads {
    /** Finds an upload: one GetItem. */
    Optional<Upload> find(AccountId account, String id);

    /** Lists all uploads of an account: Query pages by key. */
    List<Upload> all(AccountId account);

    /**
     * Records that the bytes have arrived: one PutItem.
     *
     * @return false if the upload does not exist or is not in one of the {@link Upload#statesBefore}
     */
    boolean replace(Upload seen, Upload next);
}
