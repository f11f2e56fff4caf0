package net.osmand.account.core.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/**
 * How many codes may be mailed. The limits hold across instances: counters live in the table. A source that signed in to the
 * account before is not counted for the day, so that a stranger can't lock the owner out for longer than ten minutes.
 */
public final class CodeLimits {
    private static final Duration BURST = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    /** How often in ten minutes and a day to one address, and how often in a day from one source. */
    public record Limits(int inTenMinutes, int inADay, int fromASourceInADay) {}

    private final Counters counters;
    private final KnownIpAddresses sources;
    private final Limits limits;
    private final Clock clock;

    public CodeLimits(Counters counters, KnownIpAddresses sources, Limits limits, Clock clock) {
        this.counters = counters;
        this.sources = sources;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Counts one code more.
     *
     * @param source the network address that asks
     * @throws ProblemException 429 with the waiting time where one of the limits is reached
     */
    public void count(EmailAddress email, Optional<AccountId> account, String source) {
        // The source first, so that whoever is over that limit uses up nobody's own.
        count(Counters.Counter.ofSource(source, DAY), limits.fromASourceInADay());
        count(Counters.Counter.ofAddress(email, BURST), limits.inTenMinutes());
        if (account.filter(id -> sources.isKnown(id, source)).isEmpty()) {
            count(Counters.Counter.ofAddress(email, DAY), limits.inADay());
        }
    }

    private void count(Counters.Counter counter, int limit) {
        var wait = counters.count(counter, limit, clock.millis());
        if (wait > 0) {
            throw ProblemException.tooMany((wait + 999) / 1000);
        }
    }
}
