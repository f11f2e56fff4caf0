package net.osmand.account.devserver.runtime;

import java.util.concurrent.atomic.AtomicLong;
import net.osmand.account.devserver.gateway.HttpTarget;

/** Counts the clients' requests, so that work in the background can tell whether it is alone. */
public final class Traffic {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** The target, with its requests counted. */
    HttpTarget counted(HttpTarget target) {
        return event -> {
            begun.incrementAndGet();
            try {
                return target.invoke(event);
            } finally {
                ended.incrementAndGet();
            }
        };
    }

    /** A mark for {@link #hasRunSince}. */
    long mark() {
        return ended.get();
    }

    /** Returns whether a request was running at the mark or has begun since. */
    boolean hasRunSince(long mark) {
        return begun.get() > mark;
    }
}
