package net.osmand.account.identity;

import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.codes.PendingCodes;

/** What follows once the pointers say that an account has another address; each part safe to repeat. */
public final class FinishEmailChange {
    private final Accounts accounts;
    private final PendingCodes codes;
    private final CodeIssuer issuer;
    private final Sessions sessions;

    public FinishEmailChange(Accounts accounts, PendingCodes codes, CodeIssuer issuer, Sessions sessions) {
        this.accounts = accounts;
        this.codes = codes;
        this.issuer = issuer;
        this.sessions = sessions;
    }

    /** Finishes what was interrupted; run by schedule. */
    public void resume() {
        accounts.emailChanges().forEach(this::finish);
    }

    void finish(Accounts.EmailChange change) {
        issuer.changeEmail(change.subject(), change.newEmail());
        sessions.endAll(change.account());
        codes.forget(change.oldEmail());
        accounts.settle(change);
    }
}
