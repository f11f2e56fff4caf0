package net.osmand.account.core.signin;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.codes.PasswordLimits;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Sets or changes the password of an account in one of its sessions, against the old password or a mailed code. */
public final class ChangePassword {
    private final Accounts accounts;
    private final Sessions sessions;
    private final CheckCode checkCode;
    private final CodeProvider issuer;
    private final PasswordLimits limits;
    private final ProveAddress proveAddress;
    private final Outbox outbox;
    private final Clock clock;

    public ChangePassword(
            Accounts accounts,
            Sessions sessions,
            CheckCode checkCode,
            CodeProvider issuer,
            PasswordLimits limits,
            ProveAddress proveAddress,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.checkCode = checkCode;
        this.issuer = issuer;
        this.limits = limits;
        this.proveAddress = proveAddress;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What shows that the account's owner asks. */
    public sealed interface Proof {
        /** @param source where it is typed, whose wrong tries are counted */
        record OldPassword(String password, Source source) implements Proof {
            @Override
            public String toString() {
                return "old password";
            }
        }

        /** The code that {@code send-code} mailed for the action {@code setup}. */
        record MailedCode(CheckCode.Answer answer) implements Proof {}
    }

    /**
     * A password to be set.
     *
     * @param endDevices whether the account's devices end too
     * @param language of the notice
     */
    public record NewPassword(Password password, boolean endDevices, String language) {}

    /**
     * Changes the password. Every session ends before it, so that a crash leaves none that is older than the password, and
     * again after it, so that none survives that the old password started meanwhile.
     *
     * @param account as the caller's authentication read it
     * @return the access of a new session of the caller; empty if something else ended the caller's session meanwhile
     * @throws ProblemException 112 if the new password is too simple, 104 or 113 if the proof is wrong, 429 after too many
     *     wrong passwords of this source
     */
    public Optional<Access> change(Account account, Proof proof, NewPassword wanted) {
        var email = account.email();
        wanted.password().mustDifferFrom(email);
        var code = check(account, proof);
        var id = account.id();
        sessions.endAll(id);
        if (!issuer.setPassword(email, wanted.password().value())) {
            // The address changed, or the account was deleted meanwhile.
            throw new ProblemException(Problem.NOT_SIGNED_IN);
        }
        var now = clock.millis();
        accounts.passwordSet(id, code.map(PendingCode::askedAt).orElse(now));
        var valid = sessions.endAll(id);
        if (wanted.endDevices()) {
            accounts.endDevices(id);
        }
        outbox.send(Mail.passwordChanged(id, email, wanted.language(), now));
        if (proof instanceof Proof.MailedCode(var answer)) {
            code.ifPresent(proven -> checkCode.spend(proven, answer));
        }
        var old = account.access();
        // Two more than at the authentication: nothing but this change ended sessions in between.
        return valid.stream()
                .filter(number -> number == old.sessions() + 2)
                .mapToObj(number -> new Access(true, old.devices(), number, old.takenOverAt()))
                .findFirst();
    }

    /** Checks the proof. A code is spent at the end, so that a repeated request finishes what a crash left out. */
    private Optional<PendingCode> check(Account account, Proof proof) {
        return switch (proof) {
            case Proof.OldPassword old -> {
                // Whoever moved an account to an address that is not theirs knows its password, but reads no code.
                if (!account.access().proven()
                        || !limits.attempt(
                                account.id(), old.source(), () -> issuer.isPassword(account.email(), old.password()))) {
                    throw new ProblemException(Problem.OLD_PASSWORD_WRONG);
                }
                yield Optional.empty();
            }
            case Proof.MailedCode mailed -> {
                var proven = checkCode
                        .prove(account.email(), EnumSet.of(CodePurpose.RESET), mailed.answer())
                        .filter(code -> code.isOf(account.id()))
                        .orElseThrow(() -> new ProblemException(Problem.CODE_REJECTED));
                proveAddress.inside(account.id(), account.email());
                yield Optional.of(proven);
            }
        };
    }
}
