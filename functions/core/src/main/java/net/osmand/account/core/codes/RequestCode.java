package net.osmand.account.core.codes;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;

/** Has a fresh code mailed; an earlier one for the same purpose stops working. */
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
     * The receiver of a code.
     *
     * @param account whose code it is; none at a sign-up
     * @param source where the request comes from
     */
    public record Addressee(EmailAddress email, Optional<AccountId> account, String language, Source source) {}

    /**
     * Notes purpose and language first, since the mail trigger learns them from there. The pool's user is repaired before, if
     * the account has none that a code can be mailed to.
     *
     * @throws ProblemException 429
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
        var expiresAt = now + purpose.life().toMillis();
        codes.ask(new PendingCodes.Asked(email, purpose, to.account(), to.language(), endsAccess, now, expiresAt));
        switch (purpose.kind()) {
            case SIGN_UP -> signUp(email);
            case RESET -> issuer.forgotPassword(email);
            case CHALLENGE -> issuer.challenge(email);
            case OWN -> throw new IllegalArgumentException("Cognito makes no such code");
        }
    }

    /**
     * No account has the address, yet the pool may have a user of it. It is never deleted here: a parallel sign-up may have
     * confirmed it this moment, and its account points to it.
     */
    private void signUp(EmailAddress email) {
        var outcome = issuer.signUp(email);
        if (outcome == CodeProvider.SignUp.CONFIRMED && users.vacate(email)) {
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
