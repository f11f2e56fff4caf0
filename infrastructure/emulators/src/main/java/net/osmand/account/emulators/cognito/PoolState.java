package net.osmand.account.emulators.cognito;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pool's state as it is on disk. */
final class PoolState {
    public Map<String, PoolUser> users = new LinkedHashMap<>();
    public Map<String, Session> sessions = new LinkedHashMap<>();

    /**
     * A challenge that waits for its answer.
     *
     * @param subject empty if the user does not exist
     * @param challenge a value of ChallengeName
     * @param code empty if the challenge has none
     * @param expiresAt epoch milliseconds
     */
    record Session(String subject, String challenge, String code, long expiresAt, boolean used) {
        Session spent() {
            return new Session(subject, challenge, code, expiresAt, true);
        }
    }

    /** Finds a user by subject or by address, ignoring case. */
    Optional<PoolUser> find(String name) {
        return Optional.ofNullable(users.get(name))
                .or(() -> users.values().stream()
                        .filter(user -> user.email().equalsIgnoreCase(name))
                        .findFirst());
    }
}
