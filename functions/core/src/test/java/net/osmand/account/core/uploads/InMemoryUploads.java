package net.osmand.account.core.uploads;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.QuotaReservations;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.files.InMemoryFileVersions;
import net.osmand.account.core.values.AccountId;

/** Uploads in memory, with their quota reservations in the usage of {@link InMemoryFileVersions}. */
public final class InMemoryUploads implements Uploads {
    private final InMemoryFileVersions files;
    private final Map<String, Upload> notes = new TreeMap<>();

    public InMemoryUploads(InMemoryFileVersions files) {
        this.files = files;
    }

    private QuotaReservations reservations(AccountId account) {
        return files.usage(account).reservations();
    }

    @Override
    public synchronized boolean reserve(AccountId account, QuotaReservation reservation, Usage seen, long now) {
        var there = reservations(account);
        if (there.revision() != seen.reservations().revision()) {
            return false;
        }
        var live = new ArrayList<>(there.live(now));
        live.add(reservation);
        files.setReservations(account, new QuotaReservations(there.revision() + 1, live));
        return true;
    }

    @Override
    public synchronized void release(AccountId account, String id) {
        var there = reservations(account);
        files.setReservations(
                account,
                new QuotaReservations(
                        there.revision(),
                        there.all().stream()
                                .filter(reservation -> !reservation.id().equals(id))
                                .toList()));
    }

    @Override
    public synchronized void add(Upload upload) {
        notes.put(upload.id(), upload);
    }

    @Override
    public synchronized Optional<Upload> find(AccountId account, String id) {
        return Optional.ofNullable(notes.get(id))
                .filter(upload -> upload.account().equals(account));
    }

    @Override
    public synchronized List<Upload> all(AccountId account) {
        return notes.values().stream()
                .filter(upload -> upload.account().equals(account))
                .toList();
    }

    @Override
    public synchronized boolean replace(Upload seen, Upload next) {
        var same = find(seen.account(), seen.id())
                .filter(upload -> seen.statesBefore(next).contains(upload.state()))
                .isPresent();
        if (same) {
            notes.put(next.id(), next);
        }
        return same;
    }

    @Override
    public synchronized boolean publish(Upload seen, Upload done, FileVersion version) {
        if (!replace(seen, done)) {
            return false;
        }
        files.addFromTrash(seen.account(), version);
        return true;
    }

    @Override
    public synchronized void remove(AccountId account, String id) {
        notes.remove(id);
    }
}
