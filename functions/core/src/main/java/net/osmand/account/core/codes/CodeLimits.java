package net.osmand.account.core.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/**
 * Limits how many codes are mailed. Each source has its own counter per address, so a stranger on another network
 * cannot use up the owner's codes. A counter over all sources limits the mails to one mailbox. Sources and browsers
 * that signed in to the account before are exempt from it. The counters are in the table, so the limits hold across
 * execution environments.
 */
public final class CodeLimits {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    private final Counters counters;
    private final KnownSources knownSources;
    private final Limits limits;
    private final Clock clock;

    public CodeLimits(Counters counters, KnownSources knownSources, Limits limits, Clock clock) {
        this.counters = counters;
        this.knownSources = knownSources;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Counts one code against all limits.
     *
     * @throws ProblemException 429 with the waiting time if one of the limits is reached
     */
    public void count(EmailAddress email, Optional<AccountId> account, Source source) {
        var now = clock.millis();
        counters.require(Counter.codesFrom(source, DAY), limits.codesPerSourceADay(), now);
        counters.require(
                Counter.codesFor(email, source, TEN_MINUTES), limits.codesPerAddressAndSourceIn10Minutes(), now);
        counters.require(Counter.codesFor(email, source, DAY), limits.codesPerAddressAndSourceADay(), now);
        if (account.filter(id -> knownSources.isKnown(id, source)).isEmpty()) {
            counters.require(Counter.codesFor(email, DAY), limits.codesPerAddressADay(), now);
        }
    }
}
