package net.osmand.account.core.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.CodeHash;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.codes.SendConfirmation;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.ProblemException;

/** Finishes a change of address after the account has the new address. Each step is idempotent. */
public final class FinishEmailChange {
    private static final int FIRST_UNDO_CODE = 10_000_000;
    private static final int UNDO_CODES = 90_000_000;

    private final Accounts accounts;
    private final PendingCodes codes;
    private final CodeHash hash;
    private final SendConfirmation sendConfirmation;
    private final PoolUsers users;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random;

    public FinishEmailChange(
            Accounts accounts,
            PendingCodes codes,
            CodeHash hash,
            SendConfirmation sendConfirmation,
            PoolUsers users,
            Sessions sessions,
            Outbox outbox,
            Clock clock,
            SecureRandom random) {
        this.accounts = accounts;
        this.codes = codes;
        this.hash = hash;
        this.sendConfirmation = sendConfirmation;
        this.users = users;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
        this.random = random;
    }

    /** Finishes interrupted changes. Runs on a schedule. */
    public void resume() {
        accounts.emailChanges().forEach(this::finish);
    }

    void finish(EmailChange change) {
        users.applyEmailChange(change);
        sessions.endAll(change.account());
        codes.removeAll(change.oldEmail(), EnumSet.complementOf(EnumSet.of(CodePurpose.UNDO)));
        if (change.by() == ChangedBy.UNDO) {
            users.resetToRandomPassword(change.newEmail());
            outbox.send(Mail.changeUndone(
                    change.account(), change.oldEmail(), change.newEmail(), change.language(), change.changedAt()));
        } else {
            sendUndoCode(change);
        }
        notifyNewAddress(change);
        accounts.removeEmailChange(change);
    }

    /**
     * Mails an undo code to the old address. The code is generated here, because no Cognito code is valid for days. A
     * retry sends another code; only the last one works.
     */
    private void sendUndoCode(EmailChange change) {
        var email = change.oldEmail();
        var now = clock.millis();
        var validity = CodePurpose.UNDO.validity();
        var expiresAt = now + validity.toMillis();
        codes.putRequest(new PendingCodes.CodeRequest(
                email, CodePurpose.UNDO, Optional.of(change.account()), change.language(), false, now, expiresAt));
        var code = Integer.toString(FIRST_UNDO_CODE + random.nextInt(UNDO_CODES));
        var kept = hash.of(email, code);
        codes.find(email, CodePurpose.UNDO).ifPresent(pending -> codes.addHash(pending, kept, expiresAt));
        outbox.send(Mail.oldAddressNotice(
                kept, email, change.newEmail(), change.language(), code, validity, change.changedAt()));
    }

    /**
     * Notifies the new address. If it is not proven, the notice contains a code. If Cognito refuses to mail it, the
     * user can request another code in the portal.
     */
    private void notifyNewAddress(EmailChange change) {
        if (change.by() == ChangedBy.OLD_ADDRESS) {
            try {
                sendConfirmation.send(change.newEmail(), change.account(), change.language());
                return;
            } catch (ProblemException _) {
                // Too many codes: send the notice without a code.
            }
        }
        outbox.send(Mail.addressChanged(change.account(), change.newEmail(), change.language(), change.changedAt()));
    }
}
