package net.osmand.account.emulators.cognito;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import net.osmand.account.emulators.wire.AwsError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordsTest {
    private final Passwords passwords = new Passwords(new PoolSettings(
            "us-east-1_Local",
            "client",
            null,
            8,
            Set.of("LOWERCASE", "UPPERCASE", "NUMBERS", "SYMBOLS"),
            Duration.ofMinutes(3),
            true,
            Set.of("PASSWORD"),
            Set.of(),
            "key"));

    /** docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html. */
    @ParameterizedTest
    @ValueSource(strings = {"Ab1-567", "AB1-5678", "ab1-5678", "Abc-efgh", "Abc4efgh"})
    void passwordWithoutARequiredClassIsRefused(String password) {
        assertThatThrownBy(() -> passwords.check(password)).isInstanceOf(AwsError.class);
    }

    @Test
    void passwordOfAllClassesIsTaken() {
        assertThatCode(() -> passwords.check("Ab1-5678")).doesNotThrowAnyException();
    }
}
