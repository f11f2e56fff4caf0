package net.osmand.account.codes;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.EmailAddress;

/**
 * Checks codes against their keyed hash and counts wrong tries, before anything reaches Cognito, which locks nothing after
 * wrong answers. The count is one atomic update and the proof is conditional on it, so the fifth try fails across parallel
 * requests and instances too.
 */
public final class CheckCode {
    private static final Duration PROOF = Duration.ofMinutes(15);

    private final PendingCodes codes;
    private final CodeIssuer issuer;
    private final CodeHash hash;
    private final Clock clock;

    public CheckCode(PendingCodes codes, CodeIssuer issuer, CodeHash hash, Clock clock) {
        this.codes = codes;
        this.issuer = issuer;
        this.hash = hash;
        this.clock = clock;
    }

    /**
     * Proves the code without spending it: for 15 minutes the same code is accepted again for the same purpose.
     *
     * @return empty where nothing is pending, or the code is wrong, expired or dead
     */
    public Optional<PendingCode> prove(EmailAddress email, CodePurpose purpose, String code) {
        return codes.find(email, purpose).flatMap(pending -> prove(pending, code));
    }

    /** As {@link #prove}, and Cognito agrees; the code is spent. */
    public boolean spend(EmailAddress email, CodePurpose purpose, String code) {
        return spend(prove(email, purpose, code), code);
    }

    /** As {@link #spend}, for a code that must have been asked for by this account. */
    public boolean spend(EmailAddress email, CodePurpose purpose, AccountId account, String code) {
        return spend(
                codes.find(email, purpose)
                        .filter(pending -> pending.isOf(account))
                        .flatMap(pending -> prove(pending, code)),
                code);
    }

    /** As {@link #prove} of a sign-up code, and Cognito confirms the user. The same code is accepted again (rulings 2). */
    public boolean confirm(EmailAddress email, String code) {
        return prove(email, CodePurpose.SIGN_UP, code)
                .filter(proven -> issuer.confirmSignUp(email, code))
                .isPresent();
    }

    /**
     * Sets the password against a reset code, which is spent.
     *
     * @param then what a reset must not go without: done before the code is spent, so that who repeats it gets there
     */
    public boolean reset(EmailAddress email, String code, String password, Runnable then) {
        var proven = prove(email, CodePurpose.RESET, code);
        if (proven.isEmpty() || !resets(proven.get(), code, password)) {
            return false;
        }
        then.run();
        codes.spend(proven.get());
        return true;
    }

    private boolean resets(PendingCode proven, String code, String password) {
        var email = proven.email();
        // Where the answer of an earlier try was lost the code is used, and the password is this one.
        return proven.session()
                        .map(session -> answers(email, session, code, password))
                        .orElseGet(() -> issuer.resetPassword(email, code, password))
                || issuer.isPassword(email, password);
    }

    private boolean answers(EmailAddress email, String session, String code, String password) {
        var isRight = issuer.answer(email, session, code);
        if (isRight) {
            issuer.setPassword(email, password);
        }
        return isRight;
    }

    private boolean spend(Optional<PendingCode> proven, String code) {
        if (proven.isEmpty() || !agrees(proven.get(), code)) {
            return false;
        }
        codes.spend(proven.get());
        return true;
    }

    private Optional<PendingCode> prove(PendingCode pending, String code) {
        var now = clock.millis();
        if (!pending.isOpen(now)) {
            return Optional.empty();
        }
        if (!hash.matches(pending, code)) {
            codes.countWrongTry(pending);
            return Optional.empty();
        }
        // From the first right answer on, never longer by repeating it (rulings 2).
        var until = pending.isProven(now) ? pending.provenUntil() : now + PROOF.toMillis();
        return codes.prove(pending, until) ? Optional.of(pending) : Optional.empty();
    }

    private boolean agrees(PendingCode pending, String code) {
        return switch (pending.purpose().kind()) {
            case SIGN_UP -> issuer.confirmSignUp(pending.email(), code);
            case CHALLENGE ->
                pending.session()
                        .filter(session -> issuer.answer(pending.email(), session, code))
                        .isPresent();
            case RESET -> throw new IllegalArgumentException("a reset code is spent with the new password");
        };
    }
}
