package net.osmand.account.core.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;

/**
 * Decides whether a code is right: by its keyed hash, and before any call to the user pool. Wrong tries are counted by one
 * atomic update for each source, so that a stranger elsewhere cannot use up the owner's tries, and for all sources together.
 * Each use of a code is conditional on these counts, so the fifth try fails across parallel requests too. A code proves once:
 * for 15 minutes the proof lets the next step of the same flow pass, then the code is dead.
 */
public final class CheckCode {
    private static final Duration PROOF = Duration.ofMinutes(15);

    private final PendingCodes codes;
    private final CodeHash hash;
    private final Limits limits;
    private final Clock clock;

    public CheckCode(PendingCodes codes, CodeHash hash, Limits limits, Clock clock) {
        this.codes = codes;
        this.hash = hash;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * An answer to a mailed code.
     *
     * @param typed the code as it reads if it is of that purpose
     * @param source where it comes from
     */
    public record Answer(Function<CodePurpose, String> typed, Source source) {
        public Answer(String typed, Source source) {
            this(purpose -> typed, source);
        }
    }

    /**
     * Proves a code of one of these purposes, or recognises its proof of the last 15 minutes.
     *
     * @return empty if no such code is pending, or the code is wrong, expired or dead
     */
    public Optional<PendingCode> prove(EmailAddress email, Set<CodePurpose> purposes, Answer answer) {
        return right(email, purposes, answer)
                .flatMap(pending -> codes.prove(pending, source(answer), limits, clock.millis() + PROOF.toMillis()));
    }

    /** Spends a code that nobody proved before: of several calls at once, one gets true. */
    public boolean take(EmailAddress email, Set<CodePurpose> purposes, Answer answer) {
        return right(email, purposes, answer)
                .filter(pending -> pending.provenUntil() == 0)
                .filter(pending -> codes.spend(pending, source(answer), limits))
                .isPresent();
    }

    /** Spends a code that this account asked for, proven or not: of several calls at once, one gets true. */
    public boolean spend(EmailAddress email, CodePurpose purpose, AccountId account, Answer answer) {
        return right(email, Set.of(purpose), answer)
                .filter(pending -> pending.isOf(account))
                .filter(pending -> codes.spend(pending, source(answer), limits))
                .isPresent();
    }

    /** Spends a code that {@link #prove} just returned. */
    public boolean spend(PendingCode proven, Answer answer) {
        return codes.spend(proven, source(answer), limits);
    }

    /** Of several pending codes only the newest pays for a wrong try. */
    private Optional<PendingCode> right(EmailAddress email, Set<CodePurpose> purposes, Answer answer) {
        var source = source(answer);
        var open = codes.all(email).stream()
                .filter(pending -> purposes.contains(pending.purpose()))
                .filter(pending -> pending.isOpen(clock.millis(), source, limits))
                .toList();
        var right = open.stream()
                .filter(pending -> hash.matches(pending, answer.typed().apply(pending.purpose())))
                .findFirst();
        if (right.isEmpty()) {
            open.stream().findFirst().ifPresent(pending -> codes.countWrongTry(pending, source));
        }
        return right;
    }

    private String source(Answer answer) {
        return hash.ofSource(answer.source().network());
    }
}
