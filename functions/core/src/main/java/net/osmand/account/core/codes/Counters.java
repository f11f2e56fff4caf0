package net.osmand.account.core.codes;

import java.time.Duration;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/** Counts events per time window. A window begins with the first event after the end of the last one. */
public interface Counters {
    /**
     * The key of a counter and the length of its window.
     *
     * @param owner address, account number or network, depending on the kind
     * @param source the network with its own count; empty for one count over all networks
     */
    record Counter(Kind kind, String owner, String source, Duration window) {
        /** The kind of event. */
        public enum Kind {
            CODE_FOR_ADDRESS,
            CODE_FROM_SOURCE,
            PASSWORD_OF_ACCOUNT,
            PASSWORD_FROM_SOURCE,
            ORDER_ID_FROM_SOURCE
        }

        public static Counter codesFor(EmailAddress email, Duration window) {
            return new Counter(Kind.CODE_FOR_ADDRESS, email.value(), "", window);
        }

        public static Counter codesFor(EmailAddress email, Source source, Duration window) {
            return new Counter(Kind.CODE_FOR_ADDRESS, email.value(), source.network(), window);
        }

        public static Counter codesFrom(Source source, Duration window) {
            return new Counter(Kind.CODE_FROM_SOURCE, source.network(), "", window);
        }

        public static Counter passwordsOf(AccountId account, Source source, Duration window) {
            return new Counter(Kind.PASSWORD_OF_ACCOUNT, Integer.toString(account.value()), source.network(), window);
        }

        public static Counter passwordsFrom(Source source, Duration window) {
            return new Counter(Kind.PASSWORD_FROM_SOURCE, source.network(), "", window);
        }

        public static Counter orderIdsFrom(Source source, Duration window) {
            return new Counter(Kind.ORDER_ID_FROM_SOURCE, source.network(), "", window);
        }
    }

    /**
     * Adds one with an atomic update, unless the window is full.
     *
     * @param now epoch milliseconds
     * @return 0 if counted, otherwise the milliseconds until the window ends
     */
    long count(Counter counter, int limit, long now);

    /** Takes back an event that was counted in advance. */
    void takeBack(Counter counter);

    /**
     * Adds one.
     *
     * @throws ProblemException 429 with the waiting time if the window is full
     */
    default void require(Counter counter, int limit, long now) {
        var wait = count(counter, limit, now);
        if (wait > 0) {
            throw ProblemException.tooMany((wait + 999) / 1000);
        }
    }
}
