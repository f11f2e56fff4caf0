package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.values.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @Test
    void acceptsEightTo256Characters() {
        assertThat(new Password("12345678").value()).isEqualTo("12345678");
        assertThat(new Password("x".repeat(256)).value()).hasSize(256);
        assertThat(new Password("with a blank inside").value()).contains(" ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", " 12345678", "12345678 ", "\t12345678", "        "})
    void rejectsShortPasswordsAndBlanksAtTheEnds(String value) {
        RegisterDeviceTest.isRejected(() -> new Password(value), Problem.PASSWORD_TOO_SIMPLE);
    }

    @Test
    void rejectsMoreThan256Characters() {
        RegisterDeviceTest.isRejected(() -> new Password("x".repeat(257)), Problem.PASSWORD_TOO_SIMPLE);
    }

    @Test
    void hidesItselfFromLogs() {
        assertThat(new Password("correct horse").toString()).doesNotContain("horse");
    }
}
