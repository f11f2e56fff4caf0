package net.osmand.account.codes;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.problem.Refused;

/** Has a fresh code mailed; an earlier one for the same purpose stops working. */
public final class RequestCode {
    private final PendingCodes codes;
    private final CodeIssuer issuer;
    private final CodeLimits limits;
    private final Clock clock;

    public RequestCode(PendingCodes codes, CodeIssuer issuer, CodeLimits limits, Clock clock) {
        this.codes = codes;
        this.issuer = issuer;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Whom the code is for.
     *
     * @param account whose code it is; none at a sign-up
     * @param source the network address that asks
     */
    public record Addressee(EmailAddress email, Optional<AccountId> account, String language, String source) {}

    /**
     * Notes purpose and language first, since the mail trigger learns them from there.
     *
     * @throws Refused 429
     */
    public void request(CodePurpose purpose, Addressee to) {
        var email = to.email();
        limits.count(email, to.account(), to.source());
        var now = clock.millis();
        codes.ask(
                email,
                purpose,
                to.account(),
                to.language(),
                now,
                now + purpose.life().toMillis());
        switch (purpose.kind()) {
            case SIGN_UP -> issuer.signUp(email);
            case RESET -> issuer.forgotPassword(email).ifPresent(session -> codes.keepSession(email, purpose, session));
            case CHALLENGE -> codes.keepSession(email, purpose, issuer.challenge(email));
        }
    }
}
