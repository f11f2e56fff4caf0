package net.osmand.account.core.values;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deadline for the response of the current invocation. Calls to AWS derive their timeouts from it. Threads that the
 * invocation starts inherit it. It uses {@link System#nanoTime}, because a test may move the clock.
 */
public final class Deadline implements AutoCloseable {
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new InheritableThreadLocal<>();

    private final long at;
    private final @Nullable Deadline outer;

    private Deadline(long at, @Nullable Deadline outer) {
        this.at = at;
        this.outer = outer;
    }

    /** Sets the deadline of this thread until it is closed. An earlier outer deadline stays in force. */
    public static Deadline after(Duration time) {
        var outer = CURRENT.get();
        var at = System.nanoTime() + time.toNanos();
        var deadline = new Deadline(outer != null && outer.at - at < 0 ? outer.at : at, outer);
        CURRENT.set(deadline);
        return deadline;
    }

    /** Returns the remaining time, negative after the deadline; empty if this thread has no deadline. */
    public static Optional<Duration> remaining() {
        return Optional.ofNullable(CURRENT.get()).map(deadline -> Duration.ofNanos(deadline.at - System.nanoTime()));
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
