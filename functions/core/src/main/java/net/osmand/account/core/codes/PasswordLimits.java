package net.osmand.account.core.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.ProblemException;

/**
 * Limits wrong passwords per source before Cognito is called, because Cognito locks the user for all sources. Each try
 * is counted in advance and taken back if the password was not wrong, so parallel tries cannot exceed the limit.
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
     * Counts a try and checks the password.
     *
     * @return whether the password is correct
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
            // A failed check counts as little as a correct password.
            if (!isWrong) {
                counters.takeBack(ofAccount);
                counters.takeBack(ofSource);
            }
        }
    }
}
