package net.osmand.account.devserver.runtime;

import java.util.concurrent.atomic.AtomicLong;
import net.osmand.account.devserver.gateway.HttpTarget;

/** Counts client requests, so that background work can detect concurrent requests. */
public final class Traffic {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** Wraps a target and counts its requests. */
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

    /** Returns a position for {@link #hasRunSince}. */
    long mark() {
        return ended.get();
    }

    /** Returns whether a request ran at the position or has started since. */
    boolean hasRunSince(long mark) {
        return begun.get() > mark;
    }
}
