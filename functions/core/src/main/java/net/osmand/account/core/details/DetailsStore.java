package net.osmand.account.core.details;

import java.util.Collection;
import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/** Stores the details of files: one entry per file, for the newest version that was read. */
public interface DetailsStore {
    /** Reads all details of an account, by {@link FileKey#hash()}: Query pages of 1 MB. */
    Map<String, FileDetails> all(AccountId account);

    /** Reads the details of some files: one BatchGetItem per 100 files. */
    Map<FileKey, FileDetails> find(AccountId account, Collection<FileKey> keys);

    /** Stores details unless the details of a newer version are stored: one PutItem. */
    void put(AccountId account, FileDetails details);

    /**
     * Removes the details of a removed version if they are still the stored ones: one DeleteItem.
     *
     * @param version update time of the version
     */
    void remove(AccountId account, FileKey key, long version);

    /**
     * Records in the account's usage that details changed, so a list cached by the web client is out of date: one
     * UpdateItem.
     *
     * @return false if the account was erased
     */
    boolean noteChange(AccountId account);
}
