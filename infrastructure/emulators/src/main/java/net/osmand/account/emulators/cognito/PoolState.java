package net.osmand.account.emulators.cognito;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All that the pool remembers, in the form it has on disk. */
final class PoolState {
    public Map<String, PoolUser> users = new LinkedHashMap<>();
    public Map<String, Session> sessions = new LinkedHashMap<>();

    /**
     * A challenge that waits for its answer.
     *
     * @param subject empty where the challenge only pretends that there is a user
     * @param challenge as in ChallengeName
     * @param code empty where the challenge has none
     * @param expiresAt epoch milliseconds
     */
    record Session(String subject, String challenge, String code, long expiresAt, boolean used) {
        Session spent() {
            return new Session(subject, challenge, code, expiresAt, true);
        }
    }

    /** By subject or by address, whatever its case. */
    Optional<PoolUser> find(String name) {
        return Optional.ofNullable(users.get(name))
                .or(() -> users.values().stream()
                        .filter(user -> user.email().equalsIgnoreCase(name))
                        .findFirst());
    }
}
