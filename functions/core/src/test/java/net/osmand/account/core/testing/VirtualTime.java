package net.osmand.account.core.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/**
 * Runs requests in parallel in virtual time. Only one request runs at a time. Calls and pauses {@link #sleep}, and the
 * clock advances to the time at which the next request continues.
 */
public final class VirtualTime {
    private final TestClock clock;
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(
            Comparator.<Sleeper>comparingLong(Sleeper::until).thenComparingLong(Sleeper::number));
    private final ThreadLocal<Optional<Semaphore>> own = ThreadLocal.withInitial(Optional::empty);
    private final Semaphore ended = new Semaphore(0);
    private long number;

    private record Sleeper(long until, long number, Semaphore turn) {}

    public VirtualTime(TestClock clock) {
        this.clock = clock;
    }

    /** Lets the current request wait. On other threads, only advances the clock. */
    public void sleep(long millis) {
        var turn = own.get();
        if (turn.isEmpty()) {
            clock.advance(Duration.ofMillis(millis));
            return;
        }
        sleepers.add(new Sleeper(clock.millis() + millis, number++, turn.get()));
        next();
        turn.get().acquireUninterruptibly();
    }

    /** Runs all requests to their ends and returns their exceptions. */
    public List<Throwable> run(List<Runnable> requests) {
        var failures = new ArrayList<Throwable>();
        for (var request : requests) {
            var turn = new Semaphore(0);
            sleepers.add(new Sleeper(clock.millis(), number++, turn));
            Thread.ofVirtual().start(() -> {
                own.set(Optional.of(turn));
                turn.acquireUninterruptibly();
                try {
                    request.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
                next();
                ended.release();
            });
        }
        next();
        ended.acquireUninterruptibly(requests.size());
        return failures;
    }

    private void next() {
        var sleeper = sleepers.poll();
        if (sleeper != null) {
            clock.advance(Duration.ofMillis(Math.max(0, sleeper.until() - clock.millis())));
            sleeper.turn().release();
        }
    }
}
