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
 * Checks codes by their keyed hashes, before any call to the user pool. Wrong tries are counted with one atomic update
 * per source, so a stranger on another network cannot use up the owner's tries. A second count covers all sources
 * together. Each use of a code is conditional on both counts, so parallel requests cannot exceed the limits. A code can
 * be proven once. For 15 minutes the proof allows the next step of the same flow, then the code is invalid.
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
     * A code that a user entered.
     *
     * @param text the entered code, as read for a purpose
     * @param source the source of the request
     */
    public record EnteredCode(Function<CodePurpose, String> text, Source source) {
        public EnteredCode(String text, Source source) {
            this(purpose -> text, source);
        }
    }

    /**
     * Proves a code of one of these purposes, or accepts its proof from the last 15 minutes.
     *
     * @return the proven code; empty if no such code is pending, or it is wrong, expired or has too many wrong tries
     */
    public Optional<PendingCode> prove(EmailAddress email, Set<CodePurpose> purposes, EnteredCode entered) {
        return findMatching(email, purposes, entered)
                .flatMap(pending -> codes.prove(pending, source(entered), limits, clock.millis() + PROOF.toMillis()));
    }

    /** Spends a code that is not proven yet. Of several parallel calls, only one returns true. */
    public boolean spendUnproven(EmailAddress email, Set<CodePurpose> purposes, EnteredCode entered) {
        return findMatching(email, purposes, entered)
                .filter(pending -> pending.provenUntil() == 0)
                .filter(pending -> codes.spend(pending, source(entered), limits))
                .isPresent();
    }

    /** Spends a code of this account, proven or not. Of several parallel calls, only one returns true. */
    public boolean spend(EmailAddress email, CodePurpose purpose, AccountId account, EnteredCode entered) {
        return findMatching(email, Set.of(purpose), entered)
                .filter(pending -> pending.isOf(account))
                .filter(pending -> codes.spend(pending, source(entered), limits))
                .isPresent();
    }

    /** Spends a code that {@link #prove} just returned. */
    public boolean spend(PendingCode proven, EnteredCode entered) {
        return codes.spend(proven, source(entered), limits);
    }

    /**
     * Finds the pending code that matches. A wrong try counts only against the newest pending code, and only if the
     * text has the format of that code.
     */
    private Optional<PendingCode> findMatching(EmailAddress email, Set<CodePurpose> purposes, EnteredCode entered) {
        var source = source(entered);
        var open = codes.all(email).stream()
                .filter(pending -> purposes.contains(pending.purpose()))
                .filter(pending -> pending.isOpen(clock.millis(), source, limits))
                .toList();
        var matching = open.stream()
                .filter(pending -> hash.matches(pending, entered.text().apply(pending.purpose())))
                .findFirst();
        if (matching.isEmpty()) {
            open.stream()
                    .filter(pending -> CodeHash.isCode(entered.text().apply(pending.purpose()), pending.purpose()))
                    .findFirst()
                    .ifPresent(pending -> codes.countWrongTry(pending, source));
        }
        return matching;
    }

    private String source(EnteredCode entered) {
        return hash.ofSource(entered.source().network());
    }
}
