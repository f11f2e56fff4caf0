package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.EmailSyntax;

/** The users of the pool and their codes. */
final class Pool {
    private static final int CODE_DIGITS = 6;
    private static final int LONGEST_EMAIL = 128;

    private final PoolSettings settings;
    private final PoolState state;
    private final Clock clock;
    private final SecureRandom random;

    Pool(PoolSettings settings, PoolState state, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.state = state;
        this.clock = clock;
        this.random = random;
    }

    PoolSettings settings() {
        return settings;
    }

    PoolState state() {
        return state;
    }

    long now() {
        return clock.millis();
    }

    Optional<PoolUser> find(String name) {
        return state.find(name);
    }

    PoolUser need(String name) {
        return find(name).orElseThrow(() -> new AwsError("UserNotFoundException", "User does not exist."));
    }

    /** Adds a user. The user name is the address. */
    PoolUser add(String email, Map<String, String> attributes) {
        checkEmail(email);
        if (find(email).isPresent()) {
            throw new AwsError("UsernameExistsException", "An account with the given email already exists.");
        }
        var user = new PoolUser();
        user.subject = uuid();
        user.attributes.put("email_verified", "false");
        user.attributes.putAll(attributes);
        user.attributes.put("email", email);
        user.createdAt = now();
        user.modifiedAt = user.createdAt;
        state.users.put(user.subject, user);
        return user;
    }

    /**
     * Refuses a malformed address. AWS does not document whether it refuses an e-mail attribute of 129 to 256
     * characters. It is refused here, because it is the user name.
     */
    static void checkEmail(String email) {
        if (email.indexOf('@') < 0) {
            throw new AwsError("InvalidParameterException", "Username should be an email.");
        }
        if (email.length() > LONGEST_EMAIL || EmailSyntax.fault(email).isPresent()) {
            throw new AwsError("InvalidParameterException", "Invalid email address format.");
        }
    }

    /** Mails a new code, which replaces the last one of its kind. */
    ObjectNode mailCode(Call call, PoolUser user, String kind, Duration life, String trigger) {
        var code = new PoolUser.Code(digits(CODE_DIGITS), now() + life.toMillis());
        user.codes.put(kind, code);
        call.mails().add(CodeMail.to(user, trigger, code.digits(), call.clientMetadata()));
        return delivery(user.email());
    }

    void useCode(PoolUser user, String kind, String digits) {
        var code = user.codes.get(kind);
        if (code == null || now() >= code.expiresAt()) {
            throw new AwsError("ExpiredCodeException", "Invalid code provided, please request a code again.");
        }
        if (!code.digits().equals(digits)) {
            throw wrongCode();
        }
        user.codes.remove(kind);
    }

    /** The code's destination as Cognito reports it, also for unknown users. */
    ObjectNode delivery(String email) {
        var answer = Call.empty();
        answer.withObject("CodeDeliveryDetails")
                .put("AttributeName", "email")
                .put("DeliveryMedium", "EMAIL")
                .put("Destination", masked(email));
        return answer;
    }

    static String masked(String email) {
        var at = email.indexOf('@');
        return at < 1
                ? "***"
                : (email.charAt(0) + "***@" + email.substring(at + 1, Math.min(at + 2, email.length())) + "***")
                        .toLowerCase(Locale.ROOT);
    }

    static AwsError wrongCode() {
        return new AwsError("CodeMismatchException", "Invalid verification code provided, please try again.");
    }

    static AwsError limitExceeded() {
        return new AwsError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
    }

    String digits(int count) {
        return ("%0" + count + "d").formatted(random.nextInt((int) Math.pow(10, count)));
    }

    String token(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    private String uuid() {
        // UUID version 4, variant 2.
        var high = (random.nextLong() & ~0xF000L) | 0x4000L;
        var low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
        return new UUID(high, low).toString();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
