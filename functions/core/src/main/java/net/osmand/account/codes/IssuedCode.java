package net.osmand.account.codes;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.codes.CodePurpose.Kind;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.mail.Mail;

/** Takes in a code that Cognito made: keeps its hash, and gives the mail that brings it. */
public final class IssuedCode {
    /** Of every code that answers a challenge, whatever it is for (rulings 1). */
    private static final Duration CHALLENGE = Duration.ofMinutes(15);

    private final PendingCodes codes;
    private final CodeHash hash;

    public IssuedCode(PendingCodes codes, CodeHash hash) {
        this.codes = codes;
        this.hash = hash;
    }

    /** Empty where nobody asked: such a code is of no use and is not mailed. */
    public Optional<Mail> take(EmailAddress email, Kind kind, String code) {
        return codes.all(email).stream()
                .filter(pending -> comesAs(kind, pending.purpose()))
                .findFirst()
                .map(pending -> {
                    var kept = hash.of(email, code);
                    codes.keepHash(email, pending.purpose(), kept);
                    return Mail.code(
                            "code-" + kept + "-" + pending.askedAt(),
                            pending.purpose(),
                            email,
                            pending.language(),
                            code,
                            kind == Kind.CHALLENGE
                                    ? CHALLENGE
                                    : pending.purpose().life(),
                            pending.askedAt());
                });
    }

    /** Somebody who never had a password proves the address by a challenge where others get a code for a reset. */
    private static boolean comesAs(Kind kind, CodePurpose purpose) {
        return purpose.kind() == kind || (kind == Kind.CHALLENGE && purpose.kind() == Kind.RESET);
    }
}
