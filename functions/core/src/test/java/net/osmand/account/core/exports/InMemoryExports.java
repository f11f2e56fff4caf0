package net.osmand.account.core.exports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.exports.Export.Work;
import net.osmand.account.core.values.AccountId;

/** Exports in memory, at most one per account. */
public final class InMemoryExports implements Exports {
    private final Map<AccountId, Export> places = new HashMap<>();

    @Override
    public synchronized boolean claim(Export export, long abandonedBefore) {
        var there = places.get(export.account());
        if (there != null && there.isActive() && there.lastProgressAt() >= abandonedBefore) {
            return there.equals(export);
        }
        places.put(export.account(), export);
        return true;
    }

    @Override
    public synchronized Optional<Export> find(AccountId account) {
        return Optional.ofNullable(places.get(account));
    }

    @Override
    public synchronized boolean replace(Export seen, Export next) {
        var there = places.get(seen.account());
        if (there == null
                || !there.id().equals(seen.id())
                || there.state() != seen.state()
                || !there.work().map(Work::upload).equals(seen.work().map(Work::upload))) {
            return next.equals(there);
        }
        places.put(seen.account(), next);
        return true;
    }

    /** Removes the account's export, like the deletion of the account. */
    public synchronized void erase(AccountId account) {
        places.remove(account);
    }
}
