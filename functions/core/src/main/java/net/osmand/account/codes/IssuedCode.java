package net.osmand.account.codes;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.identity.EmailAddress;

/** Takes in a code that Cognito made: keeps its hash, and tells what to write in the mail. */
public final class IssuedCode {
    private final PendingCodes codes;
    private final CodeHash hash;

    public IssuedCode(PendingCodes codes, CodeHash hash) {
        this.codes = codes;
        this.hash = hash;
    }

    /** What the mail has to say. */
    public record Announcement(CodePurpose purpose, String language, Duration life) {}

    /** Empty where nobody asked: such a code is of no use and is not mailed. */
    public Optional<Announcement> take(EmailAddress email, CodePurpose.Kind kind, String code) {
        return codes.all(email).stream()
                .filter(pending -> pending.purpose().kind() == kind)
                .findFirst()
                .map(pending -> {
                    codes.keepHash(email, pending.purpose(), hash.of(email, code));
                    return new Announcement(
                            pending.purpose(),
                            pending.language(),
                            pending.purpose().life());
                });
    }
}
