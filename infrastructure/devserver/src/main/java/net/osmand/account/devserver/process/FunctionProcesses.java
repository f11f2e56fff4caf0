package net.osmand.account.devserver.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.devserver.process.FunctionProcess.Startable;

/**
 * The JVMs of all functions. A function's JVM starts with its first event. Above a limit, the JVM that has been idle
 * longest is stopped.
 */
public final class FunctionProcesses implements AutoCloseable {
    /**
     * Idle JVMs above this number are stopped. Each needs about 100 MB. More may run while all are busy, because
     * functions wait for each other through the emulators.
     */
    private static final int MAX_PROCESSES = 12;

    private final Map<String, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    /** Sends an event to the function's JVM. Starts the JVM if none runs. */
    byte[] invoke(String name, Supplier<Startable> function, byte[] event) {
        var slot = take(name);
        try {
            return slot.process(function).invoke(event);
        } finally {
            leave(slot);
        }
    }

    @Override
    public synchronized void close() {
        slots.values().forEach(Slot::end);
        slots.clear();
    }

    private synchronized Slot take(String name) {
        var slot = slots.computeIfAbsent(name, _ -> new Slot());
        slot.users++;
        var idle = slots.values().stream().filter(other -> other.users == 0).toList();
        for (var other : idle.subList(0, Math.clamp(slots.size() - MAX_PROCESSES, 0, idle.size()))) {
            slots.values().remove(other);
            other.end();
        }
        return slot;
    }

    private synchronized void leave(Slot slot) {
        slot.users--;
    }

    /** A function's JVM, or the reservation before its start. */
    private static final class Slot {
        private int users;
        private List<FunctionProcess> started = List.of();

        /** Returns the running JVM. Replaces one that has ended, as Lambda does. */
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
