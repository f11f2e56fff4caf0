package net.osmand.account.emulators.cognito;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user as it is on disk. Times are in epoch milliseconds. */
final class PoolUser {
    static final String UNCONFIRMED = "UNCONFIRMED";
    static final String CONFIRMED = "CONFIRMED";
    static final String FORCE_CHANGE_PASSWORD = "FORCE_CHANGE_PASSWORD";

    public String subject = "";
    public String status = UNCONFIRMED;
    public Map<String, String> attributes = new LinkedHashMap<>();
    /** Empty if the user has no password. */
    public String passwordHash = "";

    public Map<String, Code> codes = new LinkedHashMap<>();
    public Map<String, List<Long>> attempts = new LinkedHashMap<>();
    public int failedPasswords;
    public long lastFailedPassword;
    public long lockedUntil;
    public long createdAt;
    public long modifiedAt;

    /** A mailed code. Only the newest of each kind is kept. */
    record Code(String digits, long expiresAt) {}

    String email() {
        return attributes.getOrDefault("email", "");
    }

    boolean is(String wanted) {
        return status.equals(wanted);
    }

    boolean hasVerifiedEmail() {
        return "true".equals(attributes.get("email_verified"));
    }

    /** Counts an attempt. Returns false, without counting, if the limit of the last hour is reached. */
    boolean attempt(String kind, int limit, long now) {
        var times = attempts.computeIfAbsent(kind, _ -> new ArrayList<>());
        times.removeIf(time -> time <= now - Duration.ofHours(1).toMillis());
        if (times.size() >= limit) {
            return false;
        }
        times.add(now);
        return true;
    }
}
