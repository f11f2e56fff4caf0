package net.osmand.account.cloud.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs work with four threads. A failure that affects all work stops it. */
final class Workers {
    private static final int PARALLEL = 4;

    private Workers() {}

    /** Runs all work and waits for its end. Throws the first exception of an item. */
    static <T> void run(List<T> work, Consumer<T> worker) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(work);
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < Math.min(PARALLEL, work.size()); number++) {
            threads.add(Thread.ofVirtual().start(() -> drain(queue, worker, failure)));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            threads.forEach(Thread::interrupt);
        }
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static <T> void drain(
            Queue<T> queue, Consumer<T> worker, AtomicReference<@Nullable RuntimeException> failure) {
        for (var item = queue.poll(); item != null && failure.get() == null; item = queue.poll()) {
            try {
                worker.accept(item);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }
    }
}
