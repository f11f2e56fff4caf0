package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @Test
    void acceptsEightTo256Characters() {
        assertThat(new Password("x2345678").value()).isEqualTo("x2345678");
        assertThat(new Password("x".repeat(256)).value()).hasSize(256);
        assertThat(new Password("with a blank inside").value()).contains(" ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", " 12345678", "12345678 ", "\t12345678", "        "})
    void rejectsShortPasswordsAndBlanksAtTheEnds(String value) {
        RegisterDeviceTest.isRejected(() -> new Password(value), Problem.PASSWORD_TOO_SIMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password", "12345678", "wachtwoord", "qwertyuiop"})
    void rejectsCommonPasswords(String value) {
        RegisterDeviceTest.isRejected(() -> new Password(value), Problem.PASSWORD_TOO_SIMPLE);
    }

    @Test
    void rejectsTheAddressOfTheAccount() {
        var email = new EmailAddress("ann.smith@xn--brse-5qa.example");
        for (var value : new String[] {"ann.smith@xn--brse-5qa.example", "Ann.Smith@b\u00f6rse.example", "ann.smith"}) {
            var password = new Password(value);
            RegisterDeviceTest.isRejected(() -> password.mustDifferFrom(email), Problem.PASSWORD_TOO_SIMPLE);
        }
        new Password("ann.smith1").mustDifferFrom(email);
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
