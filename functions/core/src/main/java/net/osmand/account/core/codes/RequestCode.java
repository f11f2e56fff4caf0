package net.osmand.account.core.codes;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/** Has a new code mailed. An earlier code for the same purpose stops working. */
public final class RequestCode {
    private final PendingCodes codes;
    private final CodeProvider issuer;
    private final PoolUsers users;
    private final CodeLimits limits;
    private final Clock clock;

    public RequestCode(PendingCodes codes, CodeProvider issuer, PoolUsers users, CodeLimits limits, Clock clock) {
        this.codes = codes;
        this.issuer = issuer;
        this.users = users;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The recipient of a code.
     *
     * @param account the account of the code; empty for a sign-up
     * @param source the source of the request
     */
    public record Addressee(EmailAddress email, Optional<AccountId> account, String language, Source source) {}

    /**
     * Requests a code. If codes cannot be mailed to the user of the account, the user is repaired first. Then purpose
     * and language are stored for the mail trigger, and Cognito is called.
     *
     * @throws ProblemException 429 if a limit is reached
     */
    public void request(CodePurpose purpose, Addressee to) {
        var email = to.email();
        limits.count(email, to.account(), to.source());
        var account = purpose.kind() == CodePurpose.Kind.SIGN_UP
                ? Optional.<Account>empty()
                : to.account().flatMap(id -> users.repair(id, email));
        var endsAccess = account.filter(found -> !found.access().proven()).isPresent()
                && (purpose == CodePurpose.SIGN_IN || purpose == CodePurpose.RESET);
        var now = clock.millis();
        var expiresAt = now + purpose.validity().toMillis();
        codes.putRequest(
                new PendingCodes.CodeRequest(email, purpose, to.account(), to.language(), endsAccess, now, expiresAt));
        switch (purpose.kind()) {
            case SIGN_UP -> signUp(email);
            case RESET -> issuer.forgotPassword(email);
            case CHALLENGE -> issuer.challenge(email);
            case INTERNAL -> throw new IllegalArgumentException("Cognito makes no such code");
        }
    }

    /**
     * Signs up an address without an account. The pool may still have a user with this address. That user is never
     * deleted here, because a parallel sign-up may just have confirmed it and created an account for it.
     */
    private void signUp(EmailAddress email) {
        var outcome = issuer.signUp(email);
        if (outcome == CodeProvider.SignUp.CONFIRMED && users.freeAddress(email)) {
            outcome = issuer.signUp(email);
        }
        switch (outcome) {
            case MAILED -> {}
            case CONFIRMED -> issuer.challenge(email);
            case EXHAUSTED -> {
                issuer.confirm(email);
                issuer.challenge(email);
            }
        }
    }
}
