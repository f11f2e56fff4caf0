package net.osmand.account.core.uploads;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.values.AccountId;

/**
 * Where uploads are kept track of. All reads are consistent. An upload reserves room in the usage, so it begins and ends by a
 * {@link net.osmand.account.core.files.Change}; what changes no room is written here.
 */
public interface Uploads {
    /** One GetItem. */
    Optional<Upload> find(AccountId account, String id);

    /** Query pages by key. */
    List<Upload> all(AccountId account);

    /**
     * Notes that the bytes are there: one PutItem.
     *
     * @return false where it is gone or not in one of the {@link Upload#statesBefore}
     */
    boolean replace(Upload seen, Upload next);
}
