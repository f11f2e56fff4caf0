package net.osmand.account.core.account;

import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Signs out a browser, or every browser and device of an account. Files, password and codes stay. */
public final class EndAccess {
    private final Accounts accounts;
    private final Sessions sessions;

    public EndAccess(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /**
     * Ends the session with that name.
     *
     * @throws ProblemException 404 if the account has no such session
     */
    public void endSession(AccountId account, String name) {
        var session = sessions.all(account).stream()
                .filter(candidate -> candidate.publicName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        sessions.end(account, session.tokenHash());
    }

    /** Ends every session and device in one write, so no session or device survives a crash or a parallel sign-in. */
    public void endAll(AccountId account) {
        accounts.endAccess(account);
    }
}
