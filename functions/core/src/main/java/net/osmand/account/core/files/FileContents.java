package net.osmand.account.core.files;

import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import net.osmand.account.core.values.AccountId;

/** Where the bytes live: gzip exactly as uploaded, one object a version, under random immutable keys. */
public interface FileContents {
    /** Stores under a fresh key {@code u/<account>/<random>}. */
    StoredContent store(AccountId account, byte[] gzip);

    byte[] read(StoredContent content);

    /**
     * A link to the bytes for 15 minutes, minted anew at each request.
     *
     * @param fileName for Content-Disposition
     */
    URI link(StoredContent content, String fileName);

    /** Puts a delete marker on the object, so that the lifecycle rule would remove it even without us. Repeatable. */
    void trash(StoredContent content);

    /**
     * Removes every delete marker above the object and checks that it is current again; one that was purged meanwhile stays so.
     * Repeatable.
     */
    void restore(StoredContent content);

    /** Removes the object with all its versions and markers. Repeatable. */
    void purge(StoredContent content);

    /** Removes many objects of an account with all their versions and markers. Repeatable. */
    void purge(AccountId account, Collection<StoredContent> purged);

    /** Stores a passing answer that is too large for Lambda under a one-day key, and links to it. */
    URI publish(AccountId account, byte[] gzip, String contentType);

    /** Every object of the account by its key, markers without bytes among them. */
    Map<String, StoredObject> stored(AccountId account);

    /**
     * Removes objects of the account that no row names.
     *
     * @param named object keys that rows name
     * @param storedBefore epoch milliseconds: younger objects may belong to an upload that is under way
     * @return how many were removed
     */
    int removeUnnamed(AccountId account, Set<String> named, long storedBefore);

    /** Removes every object of the account. */
    void erase(AccountId account);

    /** The accounts that have objects. */
    Set<AccountId> accounts();
}
