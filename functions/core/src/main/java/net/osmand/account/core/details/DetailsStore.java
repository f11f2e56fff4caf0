package net.osmand.account.core.details;

import java.util.Collection;
import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/** Details of the files of accounts: one for each file, of the newest version that was read. */
public interface DetailsStore {
    /** All details of an account, by {@link FileKey#hash()}: Query pages of 1 MB. */
    Map<String, FileDetails> all(AccountId account);

    /** Those of some files, by file: a BatchGetItem for 100 of them. */
    Map<FileKey, FileDetails> find(AccountId account, Collection<FileKey> keys);

    /** Stores details unless those of a newer version are there: one PutItem. */
    void put(AccountId account, FileDetails details);

    /**
     * Removes the details of a removed version, if they are still those that are stored: one DeleteItem.
     *
     * @param version update time of the version
     */
    void remove(AccountId account, FileKey key, long version);

    /**
     * Notes in the account's usage that details changed, so that a stored list of the web is not current any more: one
     * UpdateItem.
     *
     * @return false if the account is erased
     */
    boolean noteChange(AccountId account);
}
