package net.osmand.account.core.codes;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.values.CodePurpose.Kind;
import net.osmand.account.core.values.EmailAddress;

/** Takes in a code that Cognito made: keeps its hash, and gives the mail that brings it. */
public final class CodeReceiver {
    /** Validity of a code that answers a challenge, whatever its purpose (docs/protocol/codes.md#validity). */
    private static final Duration CHALLENGE = Duration.ofMinutes(15);

    private final PendingCodes codes;
    private final CodeHash hash;

    public CodeReceiver(PendingCodes codes, CodeHash hash) {
        this.codes = codes;
        this.hash = hash;
    }

    /** Empty where nobody asked: such a code is of no use and is not mailed. */
    public Optional<Mail> take(EmailAddress email, Kind kind, String code) {
        return codes.all(email).stream()
                .filter(pending -> comesAs(kind, pending.purpose().kind()))
                .findFirst()
                .map(pending -> {
                    var validity = kind == Kind.CHALLENGE
                            ? CHALLENGE
                            : pending.purpose().life();
                    var kept = hash.of(email, code);
                    codes.keepHash(pending, kept, pending.askedAt() + validity.toMillis());
                    var mail = Mail.code(
                            "code-" + kept + "-" + pending.askedAt(),
                            pending.purpose(),
                            email,
                            pending.language(),
                            code,
                            validity,
                            pending.askedAt());
                    return pending.endsAccess() ? mail.endingAccess() : mail;
                });
    }

    /** A challenge stands in for a reset if there never was a password, and for a sign-up if the user is confirmed. */
    private static boolean comesAs(Kind kind, Kind asked) {
        return asked == kind || (kind == Kind.CHALLENGE && asked != Kind.OWN);
    }
}
