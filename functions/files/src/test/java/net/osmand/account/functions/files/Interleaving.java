package net.osmand.account.functions.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;

/**
 * Runs requests at once, one call to AWS at a time, in an order that a seed decides; any may be killed before a call. Whoever is
 * not a request passes freely.
 */
final class Interleaving {
    private final Random random;
    private final double kills;
    private final ThreadLocal<Optional<Request>> current = ThreadLocal.withInitial(Optional::empty);

    /** With how likely a kill is before each call. */
    Interleaving(Random random, double kills) {
        this.random = random;
        this.kills = kills;
    }

    /** Nobody answers any more. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** One request and what became of it. */
    static final class Request {
        private final Runnable work;
        private final SynchronousQueue<Boolean> turns = new SynchronousQueue<>();
        private final SynchronousQueue<Boolean> stops = new SynchronousQueue<>();
        private Optional<Throwable> failure = Optional.empty();

        Request(Runnable work) {
            this.work = work;
        }

        /** What it threw. */
        Optional<Throwable> failure() {
            return failure;
        }

        boolean isKilled() {
            return failure.filter(Killed.class::isInstance).isPresent();
        }
    }

    /** Before each call of a request: the others may go on first. */
    void pass() {
        var request = current.get();
        if (request.isPresent()) {
            put(request.get().stops, true);
            if (!take(request.get().turns)) {
                throw new Killed();
            }
        }
    }

    /** Runs them all to their ends. */
    void run(List<Request> requests) {
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
            put(next.turns, random.nextDouble() >= kills);
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
