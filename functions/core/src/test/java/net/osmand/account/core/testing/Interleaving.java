package net.osmand.account.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;

/**
 * Runs requests in parallel, one call to a port at a time, in an order that depends on a seed. A request may crash
 * before a call. Calls from other threads are not controlled.
 */
public final class Interleaving implements PortWrapper {
    private final Random random;
    private final double crashes;
    private final ThreadLocal<Optional<Request>> current = ThreadLocal.withInitial(Optional::empty);

    /** Creates an interleaving in which each call crashes with that probability. */
    public Interleaving(Random random, double crashes) {
        this.random = random;
        this.crashes = crashes;
    }

    /** One request and its outcome. */
    public static final class Request {
        private final Runnable work;
        private final SynchronousQueue<Boolean> turns = new SynchronousQueue<>();
        private final SynchronousQueue<Boolean> stops = new SynchronousQueue<>();
        private Optional<Throwable> failure = Optional.empty();

        public Request(Runnable work) {
            this.work = work;
        }

        /** Returns the exception of the request, if it failed. */
        public Optional<Throwable> failure() {
            return failure;
        }

        public boolean hasCrashed() {
            return failure.filter(CrashInjector.Crash.class::isInstance).isPresent();
        }
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    pass();
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Lets other requests continue before a call of this one. */
    private void pass() {
        var request = current.get();
        if (request.isPresent()) {
            put(request.get().stops, true);
            if (!take(request.get().turns)) {
                throw new CrashInjector.Crash();
            }
        }
    }

    /** Runs all requests to their ends. */
    public void run(List<Request> requests) {
        var alive = new ArrayList<>(requests);
        for (var request : requests) {
            Thread.ofPlatform().daemon().start(() -> {
                current.set(Optional.of(request));
                try {
                    if (take(request.turns)) {
                        request.work.run();
                    }
                } catch (Throwable e) {
                    request.failure = Optional.of(e);
                }
                put(request.stops, false);
            });
        }
        while (!alive.isEmpty()) {
            var next = alive.get(random.nextInt(alive.size()));
            put(next.turns, random.nextDouble() >= crashes);
            if (!take(next.stops)) {
                alive.remove(next);
            }
        }
    }

    private static void put(SynchronousQueue<Boolean> queue, boolean value) {
        try {
            queue.put(value);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean take(SynchronousQueue<Boolean> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
