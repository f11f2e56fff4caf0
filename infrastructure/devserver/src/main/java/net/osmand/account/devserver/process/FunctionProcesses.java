package net.osmand.account.devserver.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.devserver.process.FunctionProcess.Startable;

/**
 * The JVMs of all functions: each is started at its function's first event, and the one that waited longest ends where there
 * would be too many.
 */
public final class FunctionProcesses implements AutoCloseable {
    /** Of some 100 MB each; more only while more than these are busy, since functions wait for each other through the emulators. */
    private static final int MOST = 12;

    private final Map<String, Seat> seats = new LinkedHashMap<>(16, 0.75f, true);

    /** Hands an event to the JVM of that name, which is started where there is none. */
    byte[] invoke(String name, Supplier<Startable> function, byte[] event) {
        var seat = take(name);
        try {
            return seat.process(function).invoke(event);
        } finally {
            leave(seat);
        }
    }

    @Override
    public synchronized void close() {
        seats.values().forEach(Seat::end);
        seats.clear();
    }

    private synchronized Seat take(String name) {
        var seat = seats.computeIfAbsent(name, _ -> new Seat());
        seat.users++;
        var idle = seats.values().stream().filter(other -> other.users == 0).toList();
        for (var other : idle.subList(0, Math.clamp(seats.size() - MOST, 0, idle.size()))) {
            seats.values().remove(other);
            other.end();
        }
        return seat;
    }

    private synchronized void leave(Seat seat) {
        seat.users--;
    }

    /** A function's JVM, or its place before the start. */
    private static final class Seat {
        private int users;
        private List<FunctionProcess> started = List.of();

        /** A JVM that died is replaced, as Lambda does. */
        private synchronized FunctionProcess process(Supplier<Startable> function) {
            if (started.isEmpty() || !started.getFirst().handle().isAlive()) {
                end();
                var startable = function.get();
                started = List.of(FunctionProcess.start(startable, List.of(), startable.hasSnapshot()));
            }
            return started.getFirst();
        }

        private synchronized void end() {
            started.forEach(FunctionProcess::close);
            started = List.of();
        }
    }
}
