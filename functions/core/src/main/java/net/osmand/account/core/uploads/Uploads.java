package net.osmand.account.core.uploads;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.values.AccountId;

/** Where uploads are kept track of, and the room that they take in advance. All reads are consistent. */
public interface Uploads {
    /**
     * Takes room; what has expired gives way.
     *
     * @param seen the usage that the decision rests on
     * @param now epoch milliseconds
     * @return false, and nothing changed, where another upload took room since
     */
    boolean reserve(AccountId account, QuotaReservation reservation, Usage seen, long now);

    /** Gives the room back. Repeatable. */
    void release(AccountId account, String id);

    /** Notes a new upload. Repeatable. */
    void add(Upload upload);

    Optional<Upload> find(AccountId account, String id);

    List<Upload> all(AccountId account);

    /**
     * Notes what became of an upload.
     *
     * @return false where it is gone or not in one of the {@link Upload#statesBefore}
     */
    boolean replace(Upload seen, Upload next);

    /**
     * Adds the version and notes that the upload became it, both or neither.
     *
     * @return false where the upload is gone or not in one of the {@link Upload#statesBefore}
     */
    boolean publish(Upload seen, Upload done, FileVersion version);

    void remove(AccountId account, String id);
}
