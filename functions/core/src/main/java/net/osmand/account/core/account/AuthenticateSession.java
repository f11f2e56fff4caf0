package net.osmand.account.core.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.FileRead;

/** Authenticates a browser by its session, with one read. Once a day, a write extends the session. */
public final class AuthenticateSession {
    /** Sessions end this long after their last use (docs/protocol/portal.md#session). */
    public static final Duration VALIDITY = Duration.ofDays(30);

    /** Sessions end this long after their start in any case. */
    public static final Duration MAX_VALIDITY = Duration.ofDays(180);

    private static final Duration EXTENSION_INTERVAL = Duration.ofDays(1);

    private final Sessions sessions;
    private final Clock clock;

    public AuthenticateSession(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Same as {@link #authenticate(String, Optional)}, without a file. */
    public Optional<Caller> authenticate(String secret) {
        return authenticate(secret, Optional.empty());
    }

    /**
     * Returns the caller. Empty if the session is unknown or has ended, or its account is being deleted.
     *
     * @param file the file to load with the same read
     */
    public Optional<Caller> authenticate(String secret, Optional<FileRead> file) {
        var now = clock.millis();
        return AccessToken.parse(secret)
                .flatMap(token -> sessions.find(token, file)
                        .filter(found -> found.session().isValid(found.caller().account(), now))
                        .map(found -> {
                            var session = found.session();
                            if (now - session.lastUsedAt() > EXTENSION_INTERVAL.toMillis()) {
                                var last = session.startedAt() + MAX_VALIDITY.toMillis();
                                sessions.extend(token, now, Math.min(now + VALIDITY.toMillis(), last));
                            }
                            return found.caller();
                        }));
    }
}
