package net.osmand.account.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Runs requests in a given order of their calls to ports: one request runs for a number of calls, then another. After
 * the last segment, the requests finish one after the other. Calls from other threads are not controlled.
 */
public final class Preemption implements PortWrapper {
    /** The number of a request, and the number of calls before it is paused. */
    public record Segment(int request, int calls) {}

    private final ThreadLocal<Optional<Integer>> current = ThreadLocal.withInitial(Optional::empty);
    private List<Semaphore> turns = List.of();
    private List<Segment> segments = List.of();
    private boolean[] finished = {};
    private boolean[] exhausted = {};
    private int segment;
    private int left;

    /**
     * Runs the requests to their ends.
     *
     * @return for each segment, whether its request made all these calls
     */
    public boolean[] run(List<Segment> order, List<Runnable> requests) {
        segments = order;
        finished = new boolean[requests.size()];
        exhausted = new boolean[order.size()];
        turns = requests.stream().map(_ -> new Semaphore(0)).toList();
        segment = -1;
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < requests.size(); number++) {
            var id = number;
            threads.add(Thread.ofVirtual().start(() -> {
                current.set(Optional.of(id));
                turns.get(id).acquireUninterruptibly();
                try {
                    requests.get(id).run();
                } finally {
                    finished[id] = true;
                    next();
                }
            }));
        }
        next();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return exhausted;
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    current.get().ifPresent(this::pass);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void pass(int id) {
        while (segment < segments.size() && left == 0) {
            exhausted[segment] = true;
            if (next() != id) {
                turns.get(id).acquireUninterruptibly();
            }
        }
        left--;
    }

    /** Selects the request of the next segment, or any remaining request after the last segment. */
    private int next() {
        do {
            segment++;
        } while (segment < segments.size() && finished[segments.get(segment).request()]);
        if (segment < segments.size()) {
            left = segments.get(segment).calls();
            return wake(segments.get(segment).request());
        }
        for (var id = 0; id < finished.length; id++) {
            if (!finished[id]) {
                return wake(id);
            }
        }
        return -1;
    }

    private int wake(int id) {
        if (current.get().filter(self -> self == id).isEmpty()) {
            turns.get(id).release();
        }
        return id;
    }
}
