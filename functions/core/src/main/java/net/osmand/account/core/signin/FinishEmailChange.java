package net.osmand.account.core.signin;

import java.time.Clock;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;

/** What follows once the pointers say that an account has another address; each part safe to repeat. */
public final class FinishEmailChange {
    private final Accounts accounts;
    private final PendingCodes codes;
    private final PoolUsers users;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    public FinishEmailChange(
            Accounts accounts, PendingCodes codes, PoolUsers users, Sessions sessions, Outbox outbox, Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.users = users;
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Finishes what was interrupted; run by schedule. */
    public void resume() {
        accounts.emailChanges().forEach(this::finish);
    }

    void finish(Accounts.EmailChange change) {
        users.move(change);
        sessions.endAll(change.account());
        codes.forget(change.oldEmail());
        var now = clock.millis();
        outbox.send(Mail.addressChanged(change.account(), change.newEmail(), change.language(), now));
        outbox.send(Mail.addressLeft(change.account(), change.oldEmail(), change.newEmail(), change.language(), now));
        accounts.settle(change);
    }
}
