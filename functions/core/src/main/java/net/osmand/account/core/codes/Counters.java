package net.osmand.account.core.codes;

import java.time.Duration;
import net.osmand.account.core.values.EmailAddress;

/** Counts in windows that begin with the first event after the last window's end. */
public interface Counters {
    /** What is counted, and how long its window is. */
    record Counter(Kind kind, String subject, Duration window) {
        /** Whose events they are. */
        public enum Kind {
            ADDRESS,
            SOURCE
        }

        public static Counter ofAddress(EmailAddress email, Duration window) {
            return new Counter(Kind.ADDRESS, email.value(), window);
        }

        public static Counter ofSource(String source, Duration window) {
            return new Counter(Kind.SOURCE, source, window);
        }
    }

    /**
     * Counts one more, by one atomic update, unless the window is full.
     *
     * @param now epoch milliseconds
     * @return 0, or the milliseconds until the window ends
     */
    long count(Counter counter, int limit, long now);
}
