package net.osmand.account.core.signin;

import java.security.SecureRandom;
import java.time.Clock;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.Sessions;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.codes.PendingCodes;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.ShortText;

/** Starts a session of the account's web device. The caller has already checked the credentials. */
public final class StartSession {
    private final Sessions sessions;
    private final PendingCodes codes;
    private final Clock clock;
    private final SecureRandom random;

    public StartSession(Sessions sessions, PendingCodes codes, Clock clock, SecureRandom random) {
        this.sessions = sessions;
        this.codes = codes;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Starts a session and creates the web device if there is none yet.
     *
     * @param access the access of the account, read before the credentials were checked
     * @return the secret of the session, which is not stored
     */
    public AccessToken start(AccountId account, Access access, String language, Browser browser) {
        var now = clock.millis();
        var secret = AccessToken.createForSession(account, random);
        var shortLanguage = ShortText.truncate(language);
        sessions.webDevice(account, shortLanguage, now);
        var expiresAt = now + AuthenticateSession.VALIDITY.toMillis();
        sessions.start(
                account, new WebSession(secret.hash(), access.sessions(), shortLanguage, browser, now, now, expiresAt));
        return secret;
    }

    /**
     * Same as {@link #start(AccountId, Access, String, Browser)}, but ends the session that an earlier step with the
     * same code started.
     */
    public AccessToken start(WebSignUp.SignedUp signedUp, String language, Browser browser) {
        var account = signedUp.account();
        var secret = start(account, signedUp.access(), language, browser);
        codes.putSession(signedUp.code(), secret.hash()).ifPresent(earlier -> sessions.end(account, earlier));
        return secret;
    }
}
