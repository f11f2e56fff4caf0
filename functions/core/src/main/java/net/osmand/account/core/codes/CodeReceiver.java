package net.osmand.account.core.codes;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.values.CodePurpose.Kind;
import net.osmand.account.core.values.EmailAddress;

/** Receives a code from Cognito, stores its hash and returns the mail that contains it. */
public final class CodeReceiver {
    /** Validity of a challenge code, for every purpose (docs/protocol/codes.md#validity). */
    private static final Duration CHALLENGE = Duration.ofMinutes(15);

    private final PendingCodes codes;
    private final CodeHash hash;

    public CodeReceiver(PendingCodes codes, CodeHash hash) {
        this.codes = codes;
        this.hash = hash;
    }

    /**
     * Stores the hash of the code and returns the mail. Empty if no code was requested; such a code is useless and is
     * not mailed.
     */
    public Optional<Mail> receive(EmailAddress email, Kind kind, String code) {
        return codes.all(email).stream()
                .filter(pending -> answers(kind, pending.purpose().kind()))
                .findFirst()
                .map(pending -> {
                    var validity = kind == Kind.CHALLENGE
                            ? CHALLENGE
                            : pending.purpose().validity();
                    var kept = hash.of(email, code);
                    codes.addHash(pending, kept, pending.requestedAt() + validity.toMillis());
                    var mail = Mail.code(
                            "code-" + kept + "-" + pending.requestedAt(),
                            pending.purpose(),
                            email,
                            pending.language(),
                            code,
                            validity,
                            pending.requestedAt());
                    return pending.endsAccess() ? mail.endingAccess() : mail;
                });
    }

    /**
     * Returns whether a code of one kind answers a request for another kind. A challenge replaces a reset if the user
     * never had a password, and a sign-up if the user is confirmed.
     */
    private static boolean answers(Kind kind, Kind requested) {
        return requested == kind || (kind == Kind.CHALLENGE && requested != Kind.INTERNAL);
    }
}
