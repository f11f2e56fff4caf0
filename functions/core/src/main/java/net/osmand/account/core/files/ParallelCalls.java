package net.osmand.account.core.files;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Makes calls to ports in parallel, each in a virtual thread. The threads inherit the
 * {@link net.osmand.account.core.values.Deadline} of the caller.
 */
public final class ParallelCalls {
    private final int atOnce;

    /** @param atOnce maximum number of simultaneous calls; with 1 the caller's thread makes them in their order */
    public ParallelCalls(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Makes all calls, even if one fails, and waits for them.
     *
     * @return the results, in the order of the calls
     * @throws RuntimeException first failure in the order of the calls
     */
    public <T> List<T> all(List<? extends Supplier<? extends T>> calls) {
        return atOnce == 1 || calls.size() < 2 ? oneByOne(calls) : inThreads(calls);
    }

    /** Makes all calls, even if one fails, and waits for them. Throws the first failure in the order of the calls. */
    public void run(List<? extends Runnable> calls) {
        all(calls.stream().map(ParallelCalls::supplier).toList());
    }

    private static Supplier<Boolean> supplier(Runnable call) {
        return () -> {
            call.run();
            return true;
        };
    }

    private static <T> List<T> oneByOne(List<? extends Supplier<? extends T>> calls) {
        List<T> results = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (var call : calls) {
            try {
                results.add(call.get());
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return results;
    }

    private <T> List<T> inThreads(List<? extends Supplier<? extends T>> calls) {
        var threads = Math.min(atOnce, calls.size());
        try (var executor =
                Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            List<Callable<T>> tasks = new ArrayList<>();
            calls.forEach(call -> tasks.add(call::get));
            List<T> results = new ArrayList<>();
            for (Future<T> done : executor.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during parallel calls", e);
        }
    }
}
