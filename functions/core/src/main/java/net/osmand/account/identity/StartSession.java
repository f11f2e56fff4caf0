package net.osmand.account.identity;

import java.security.SecureRandom;
import java.time.Clock;

/** Starts a session of the account's web device. Who may have one is decided before. */
public final class StartSession {
    private final Sessions sessions;
    private final Clock clock;
    private final SecureRandom random;

    public StartSession(Sessions sessions, Clock clock, SecureRandom random) {
        this.sessions = sessions;
        this.clock = clock;
        this.random = random;
    }

    /** Makes the web device where there is none yet, and the secret, shown this once. */
    public AccessToken start(AccountId account, String language) {
        var now = clock.millis();
        var secret = AccessToken.create(account, random);
        sessions.webDevice(account, language, now);
        sessions.start(secret, language, now, now + AuthenticateSession.LIFE.toMillis());
        return secret;
    }
}
