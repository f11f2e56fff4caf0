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
                        .filter(found -> found.session().isValid(found.caller().account(), now))
                        .map(found -> {
                            var session = found.session();
                            if (now - session.lastUsedAt() > STEP.toMillis()) {
                                var last = session.startedAt() + LONGEST_LIFE.toMillis();
                                sessions.extend(token, now, Math.min(now + LIFE.toMillis(), last));
                            }
                            return found.caller();
                        }));
    }
}
