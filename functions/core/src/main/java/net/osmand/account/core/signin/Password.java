package net.osmand.account.core.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * A new password: 8 to 256 characters (docs/protocol/codes.md#passwords, Cognito's limit) and not a common password.
 * {@link #toString} does not reveal it, so it never appears in a log.
 */
public record Password(String value) {
    private static final int SHORTEST = 8;
    private static final int MAX_LENGTH = 256;
    private static final Set<String> COMMON = common();

    /**
     * Checks length, blanks and the list of common passwords.
     *
     * @throws ProblemException 112
     */
    public Password {
        // Cognito accepts no blank at either end.
        if (value.length() < SHORTEST
                || value.length() > MAX_LENGTH
                || !value.strip().equals(value)
                || COMMON.contains(value.toLowerCase(Locale.ROOT))) {
            throw new ProblemException(Problem.PASSWORD_TOO_SIMPLE);
        }
    }

    /**
     * Checks that the password is neither the address of the account nor its local part.
     *
     * @throws ProblemException 112
     */
    void mustDifferFrom(EmailAddress email) {
        var address = email.value();
        var lowerCase = value.toLowerCase(Locale.ROOT);
        if (lowerCase.equals(address)
                || lowerCase.equals(email.readable())
                || lowerCase.equals(address.substring(0, address.indexOf('@')))) {
            throw new ProblemException(Problem.PASSWORD_TOO_SIMPLE);
        }
    }

    private static Set<String> common() {
        try (var list = Objects.requireNonNull(Password.class.getResourceAsStream("common-passwords.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "password";
    }
}
