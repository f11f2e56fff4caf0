package net.osmand.account.core.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.ProblemException;

/**
 * Limits wrong passwords, before Cognito is asked: Cognito locks the user, whoever tried. Each try is counted in advance and
 * taken back if it was not wrong, so that tries in parallel cannot pass the limit.
 */
public final class PasswordLimits {
    /** How long a source waits after too many wrong passwords of one account. */
    private static final Duration ACCOUNT_WINDOW = Duration.ofMinutes(15);

    private static final Duration SOURCE_WINDOW = Duration.ofHours(1);

    private final Counters counters;
    private final Limits limits;
    private final Clock clock;

    public PasswordLimits(Counters counters, Limits limits, Clock clock) {
        this.counters = counters;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Counts a try, and makes it.
     *
     * @return whether the password is right
     * @throws ProblemException 429 with the waiting time
     */
    public boolean attempt(AccountId account, Source source, BooleanSupplier isRight) {
        var ofAccount = Counter.passwordsOf(account, source, ACCOUNT_WINDOW);
        var ofSource = Counter.passwordsFrom(source, SOURCE_WINDOW);
        var now = clock.millis();
        counters.require(ofAccount, limits.passwordsPerAccountAndSource(), now);
        counters.require(ofSource, limits.passwordsPerSourceAnHour(), now);
        var isWrong = false;
        try {
            isWrong = !isRight.getAsBoolean();
            return !isWrong;
        } finally {
            // A password that could not be checked counts no more than a right one.
            if (!isWrong) {
                counters.takeBack(ofAccount);
                counters.takeBack(ofSource);
            }
        }
    }
}
