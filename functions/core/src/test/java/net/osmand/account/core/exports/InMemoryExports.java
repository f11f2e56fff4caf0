package net.osmand.account.core.exports;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.osmand.account.core.exports.Export.Work;
import net.osmand.account.core.values.AccountId;
import org.jspecify.annotations.Nullable;

/** The one place for an export, of one account. */
final class InMemoryExports implements Exports {
    private final AtomicReference<@Nullable Export> place = new AtomicReference<>();

    @Override
    public synchronized boolean claim(Export export, long abandonedBefore) {
        var there = place.get();
        if (there != null && there.isActive() && there.movedAt() >= abandonedBefore) {
            return there.equals(export);
        }
        place.set(export);
        return true;
    }

    @Override
    public Optional<Export> find(AccountId account) {
        return Optional.ofNullable(place.get());
    }

    @Override
    public synchronized boolean replace(Export seen, Export next) {
        var there = place.get();
        if (there == null
                || !there.id().equals(seen.id())
                || there.state() != seen.state()
                || !there.work().map(Work::upload).equals(seen.work().map(Work::upload))) {
            return next.equals(there);
        }
        place.set(next);
        return true;
    }

    /** As the deletion of the account does. */
    void erase() {
        place.set(null);
    }
}
