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

/** Sets or changes the password of an account from one of its sessions. Requires the old password or a mailed code. */
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

    /** The proof that the request comes from the account's owner. */
    public sealed interface Proof {
        /** @param source the source of the request, for which wrong tries are counted */
        record OldPassword(String password, Source source) implements Proof {
            @Override
            public String toString() {
                return "old password";
            }
        }

        /** The code that {@code send-code} mailed for the action {@code setup}. */
        record MailedCode(CheckCode.EnteredCode answer) implements Proof {}
    }

    /**
     * The new password and its options.
     *
     * @param endDevices whether all devices of the account end as well
     * @param language the language of the notice
     */
    public record NewPassword(Password password, boolean endDevices, String language) {}

    /**
     * Changes the password. All sessions end before the change, so that after a crash no session is older than the
     * password. They end again after it, to include sessions that the old password started in between.
     *
     * @param account the account as read by the caller's authentication
     * @return the access for a new session of the caller; empty if another request has ended the caller's session
     * @throws ProblemException 112 if the new password is too weak, 104 or 113 if the proof is wrong, 429 after too
     *     many wrong passwords of this source
     */
    public Optional<Access> change(Account account, Proof proof, NewPassword wanted) {
        var email = account.email();
        wanted.password().mustDifferFrom(email);
        var code = check(account, proof);
        var id = account.id();
        sessions.endAll(id);
        if (!issuer.setPassword(email, wanted.password().value())) {
            // The address has changed, or the account has been deleted.
            throw new ProblemException(Problem.NOT_SIGNED_IN);
        }
        var now = clock.millis();
        accounts.recordPasswordSet(id, code.map(PendingCode::requestedAt).orElse(now));
        var valid = sessions.endAll(id);
        if (wanted.endDevices()) {
            accounts.endDevices(id);
        }
        outbox.send(Mail.passwordChanged(id, email, wanted.language(), now));
        if (proof instanceof Proof.MailedCode(var answer)) {
            code.ifPresent(proven -> checkCode.spend(proven, answer));
        }
        var old = account.access();
        // Exactly two more than at the authentication: no other request ended sessions in between.
        return valid.stream()
                .filter(number -> number == old.sessions() + 2)
                .mapToObj(number -> new Access(true, old.devices(), number, old.takenOverAt()))
                .findFirst();
    }

    /** Checks the proof. A code is spent at the end, so a retry can finish a change that a crash interrupted. */
    private Optional<PendingCode> check(Account account, Proof proof) {
        return switch (proof) {
            case Proof.OldPassword old -> {
                // An attacker who moved the account to an unproven address may know its password but cannot read the
                // code.
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
                proveAddress.proveFromInside(account.id(), account.email());
                yield Optional.of(proven);
            }
        };
    }
}
