package net.osmand.account.core.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.FileRead;

/** Lets a browser in by its session: one read, and once a day a write that keeps the session alive. */
public final class AuthenticateSession {
    /** Sessions end this long after their last use (docs/protocol/portal.md#session). */
    public static final Duration LIFE = Duration.ofDays(30);

    /** Sessions end this long after their start in any case. */
    public static final Duration LONGEST_LIFE = Duration.ofDays(180);

    private static final Duration STEP = Duration.ofDays(1);

    private final Sessions sessions;
    private final Clock clock;

    public AuthenticateSession(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The same, without a file. */
    public Optional<Caller> authenticate(String secret) {
        return authenticate(secret, Optional.empty());
    }

    /**
     * Finds who calls; empty where the session is unknown, over or of an account that is being deleted.
     *
     * @param file what the same read shall bring of a file
     */
    public Optional<Caller> authenticate(String secret, Optional<FileRead> file) {
        var now = clock.millis();
        return AccessToken.parse(secret)
                .flatMap(token -> sessions.find(token, file)
                        .filter(session -> now < session.expiresAt())
                        .filter(session -> now < session.startedAt() + LONGEST_LIFE.toMillis())
                        .filter(AuthenticateSession::isValid)
                        .map(session -> {
                            var slid = Math.min(now + LIFE.toMillis(), session.startedAt() + LONGEST_LIFE.toMillis());
                            if (slid - session.expiresAt() > STEP.toMillis()) {
                                sessions.extend(token, slid);
                            }
                            return session.caller();
                        }));
    }

    private static boolean isValid(Sessions.Session session) {
        var account = session.caller().account();
        return !account.closing() && session.access() == account.access().sessions();
    }
}
