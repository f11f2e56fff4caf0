package net.osmand.account.core.codes;

import java.util.HashMap;
import java.util.Map;

/** Counters in memory. A window begins with the first event after the end of the last one. */
public final class InMemoryCounters implements Counters {
    private final Map<Counter, Window> windows = new HashMap<>();

    private record Window(long since, int events) {}

    @Override
    public synchronized long count(Counter counter, int limit, long now) {
        var start = now - counter.window().toMillis();
        var window = windows.get(counter);
        if (window == null || window.since() <= start) {
            windows.put(counter, new Window(now, 1));
            return 0;
        }
        if (window.events() >= limit) {
            return window.since() - start;
        }
        windows.put(counter, new Window(window.since(), window.events() + 1));
        return 0;
    }

    @Override
    public synchronized void takeBack(Counter counter) {
        windows.computeIfPresent(counter, (_, window) -> new Window(window.since(), Math.max(0, window.events() - 1)));
    }
}
