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
}
