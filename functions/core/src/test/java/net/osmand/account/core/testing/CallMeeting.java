package net.osmand.account.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Counts the calls of ports by their methods, such as {@code FileContents.copy}, and how many of one method run at the same time. A call waits for others
 * of its method, so the count does not depend on the speed of the machine.
 */
public final class CallMeeting implements PortWrapper {
    /** Waiting time for calls that should come but do not. Passing tests never wait that long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> meeting;
    private final int expected;
    private final Map<String, Calls> calls = new HashMap<>();

    private static final class Calls {
        private int made;
        private int running;
        private int peak;
        private boolean met;
    }

    /**
     * Creates a meeting.
     *
     * @param meeting names of the methods whose first calls wait for each other
     * @param expected number of simultaneous calls that they wait for
     */
    public CallMeeting(Set<String> meeting, int expected) {
        this.meeting = Set.copyOf(meeting);
        this.expected = expected;
    }

    /** Number of calls of a method. */
    public int made(String method) {
        return of(method, calls -> calls.made);
    }

    /** Largest number of calls of a method that ran at the same time. */
    public int peak(String method) {
        return of(method, calls -> calls.peak);
    }

    /** Number of calls by method. */
    public synchronized Map<String, Integer> all() {
        Map<String, Integer> all = new HashMap<>();
        calls.forEach((method, one) -> all.put(method, one.made));
        return all;
    }

    private synchronized int of(String method, ToIntFunction<Calls> number) {
        return number.applyAsInt(calls.computeIfAbsent(method, _ -> new Calls()));
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var name = port.getSimpleName() + "." + method.getName();
                    begin(name);
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        end(name);
                    }
                }));
    }

    private synchronized void begin(String method) throws InterruptedException {
        var here = calls.computeIfAbsent(method, _ -> new Calls());
        here.made++;
        here.running++;
        here.peak = Math.max(here.peak, here.running);
        here.met |= here.running >= expected;
        notifyAll();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (meeting.contains(method) && !here.met) {
            var millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
            here.met |= millis <= 0;
            wait(Math.max(1, millis));
        }
    }

    private synchronized void end(String method) {
        of(method, here -> --here.running);
    }
}
