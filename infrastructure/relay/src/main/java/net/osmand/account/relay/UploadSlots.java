package net.osmand.account.relay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits concurrent uploads, in total and per address. Further uploads wait, because an error would end a phone's sync.
 */
final class UploadSlots {
    private final Semaphore all;
    private final int forAddress;
    private final Duration wait;
    private final Map<String, Address> addresses = new ConcurrentHashMap<>();

    UploadSlots(int all, int forAddress, Duration wait) {
        this.all = new Semaphore(all, true);
        this.forAddress = forAddress;
        this.wait = wait;
    }

    /**
     * Waits for a slot.
     *
     * @throws RelayException if no slot is free in time
     */
    Slot take(String address) {
        var own = addresses.compute(address, (_, known) -> (known == null ? new Address(forAddress) : known).used());
        try {
            if (!own.slots.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw RelayException.busy();
            }
            if (!all.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                own.slots.release();
                throw RelayException.busy();
            }
            return () -> {
                all.release();
                own.slots.release();
                leave(address);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(address);
            throw RelayException.busy();
        } catch (RelayException busy) {
            leave(address);
            throw busy;
        }
    }

    private void leave(String address) {
        addresses.computeIfPresent(address, (_, known) -> known.left() ? null : known);
    }

    /** A slot, which is released when it is closed. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /** The slots of one address, guarded by the map. */
    private static final class Address {
        private final Semaphore slots;
        private int users;

        Address(int slots) {
            this.slots = new Semaphore(slots, true);
        }

        Address used() {
            users++;
            return this;
        }

        boolean left() {
            users--;
            return users == 0;
        }
    }
}
