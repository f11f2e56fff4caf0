package net.osmand.account.codes;

import java.time.Clock;
import net.osmand.account.identity.EmailAddress;

/** Has a fresh code mailed; an earlier one for the same purpose stops working. */
public final class RequestCode {
    private final PendingCodes codes;
    private final CodeIssuer issuer;
    private final Clock clock;

    public RequestCode(PendingCodes codes, CodeIssuer issuer, Clock clock) {
        this.codes = codes;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Notes purpose and language first, since the mail trigger learns them from there. */
    public void request(EmailAddress email, CodePurpose purpose, String language) {
        var now = clock.millis();
        codes.ask(email, purpose, language, now, now + purpose.life().toMillis());
        switch (purpose.kind()) {
            case SIGN_UP -> issuer.signUp(email);
            case RESET -> issuer.forgotPassword(email);
            case CHALLENGE -> codes.keepSession(email, purpose, issuer.challenge(email));
        }
    }
}
