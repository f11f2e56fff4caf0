package net.osmand.account.emulators.cognito;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import net.osmand.account.emulators.wire.AwsError;

/**
 * The pool's password policy, and the lock after wrong passwords. The fifth wrong password locks for a second, each
 * further one twice as long, up to 15 minutes. The count restarts after 15 minutes without an attempt.
 */
final class Passwords {
    private static final int MAX_LENGTH = 256;
    private static final Pattern SHAPE = Pattern.compile("[\\S]+.*[\\S]+");
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
    private static final Map<String, IntPredicate> CLASSES = Map.of(
            "LOWERCASE", Character::isLowerCase,
            "UPPERCASE", Character::isUpperCase,
            "NUMBERS", Character::isDigit,
            "SYMBOLS", character -> !Character.isLetterOrDigit(character));

    private final PoolSettings settings;

    Passwords(PoolSettings settings) {
        this.settings = settings;
    }

    void set(PoolUser user, String password) {
        check(password);
        user.passwordHash = hash(user, password);
        user.failedPasswords = 0;
        user.lockedUntil = 0;
    }

    /** Refuses a password that violates the policy. */
    void check(String password) {
        if (password.length() > MAX_LENGTH) {
            throw Call.invalid("password", "Member must have length less than or equal to " + MAX_LENGTH);
        }
        if (!SHAPE.matcher(password).matches()) {
            throw Call.invalid("password", "Member must satisfy regular expression pattern: " + SHAPE);
        }
        if (password.length() < settings.passwordMinimumLength()) {
            throw refused("Password not long enough");
        }
        for (var name : settings.requiredPasswordClasses()) {
            var wanted = CLASSES.get(name);
            if (wanted != null && password.chars().noneMatch(wanted)) {
                throw refused("Password must have " + name + " characters");
            }
        }
    }

    void verify(PoolUser user, String password, long now) {
        if (now < user.lockedUntil) {
            // An attempt during the lock does not extend it.
            throw new AwsError("NotAuthorizedException", "Password attempts exceeded");
        }
        if (user.failedPasswords > 0 && now - user.lastFailedPassword >= LONGEST_LOCK.toMillis()) {
            user.failedPasswords = 0;
        }
        if (user.passwordHash.isEmpty() || !user.passwordHash.equals(hash(user, password))) {
            fail(user, now);
            throw wrong();
        }
        user.failedPasswords = 0;
    }

    static AwsError wrong() {
        return new AwsError("NotAuthorizedException", "Incorrect username or password.");
    }

    private static void fail(PoolUser user, long now) {
        user.failedPasswords++;
        user.lastFailedPassword = now;
        var doublings = user.failedPasswords - FREE_FAILURES;
        if (doublings >= 0) {
            user.lockedUntil = now + Math.min(LONGEST_LOCK.toMillis(), 1000L << Math.min(doublings, 10));
        }
    }

    private static AwsError refused(String why) {
        return new AwsError("InvalidPasswordException", "Password did not conform with policy: " + why);
    }

    private static String hash(PoolUser user, String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(user.subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
