package net.osmand.account.core.details;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;

/** Details of one account in memory. */
public final class InMemoryDetailsStore implements DetailsStore {
    private final Map<FileKey, FileDetails> details = new HashMap<>();

    /** Runs right after a put. */
    Runnable afterPut = () -> {};

    /** The number of recorded changes. */
    int notes;

    /** Whether the account is erased. */
    boolean isErased;

    @Override
    public Map<String, FileDetails> all(AccountId account) {
        Map<String, FileDetails> all = new HashMap<>();
        details.forEach((key, value) -> all.put(key.hash(), value));
        return all;
    }

    @Override
    public Map<FileKey, FileDetails> find(AccountId account, Collection<FileKey> keys) {
        var found = new HashMap<>(details);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public void remove(AccountId account, FileKey key, long version) {
        details.computeIfPresent(key, (_, old) -> old.version() == version ? null : old);
    }

    @Override
    public boolean noteChange(AccountId account) {
        notes++;
        return !isErased;
    }

    @Override
    public void put(AccountId account, FileDetails added) {
        details.merge(added.key(), added, (old, one) -> one.version() >= old.version() ? one : old);
        afterPut.run();
    }
}
