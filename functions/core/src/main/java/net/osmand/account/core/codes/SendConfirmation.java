package net.osmand.account.core.codes;

import java.time.Clock;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;

/**
 * Mails the code that confirms a changed address to that address. No limit counts it, because the code of the change
 * was already counted.
 */
public final class SendConfirmation {
    private final PendingCodes codes;
    private final CodeProvider issuer;
    private final Clock clock;

    public SendConfirmation(PendingCodes codes, CodeProvider issuer, Clock clock) {
        this.codes = codes;
        this.issuer = issuer;
        this.clock = clock;
    }

    public void send(EmailAddress email, AccountId account, String language) {
        var now = clock.millis();
        var expiresAt = now + CodePurpose.CONFIRM.validity().toMillis();
        codes.putRequest(new PendingCodes.CodeRequest(
                email, CodePurpose.CONFIRM, Optional.of(account), language, false, now, expiresAt));
        issuer.challenge(email);
    }
}
