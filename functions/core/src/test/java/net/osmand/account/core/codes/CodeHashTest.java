package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeHashTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");

    private final CodeHash hash = new CodeHash(new KeyedHash(() -> "secret"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456",
                " 123 456 ",
                "123-456",
                "123\u00a0456",
                "123\u2013456",
                "\t123456\n",
                "1\u200b23456",
                "\uff11\uff12\uff13\uff14\uff15\uff16"
            })
    void acceptsBlanksHyphensAndFullWidthDigits(String typed) {
        assertThat(hash.matches(pending(hash.of(ANN, "123456")), typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123457", "12345", "1234567", "000", "123456x"})
    void rejectsOtherCodes(String typed) {
        assertThat(hash.matches(pending(hash.of(ANN, "123456")), typed)).isFalse();
    }

    @Test
    void rejectsTextsOfMoreThan64Characters() {
        var pending = pending(hash.of(ANN, "123456"));
        assertThat(hash.matches(pending, "123456" + " ".repeat(58))).isTrue();
        assertThat(hash.matches(pending, "123456" + " ".repeat(59))).isFalse();
    }

    @Test
    void acceptsEachCodeThatWasMailed() {
        var pending = pending(hash.of(ANN, "111111"), hash.of(ANN, "222222"));
        assertThat(hash.matches(pending, "111111")).isTrue();
        assertThat(hash.matches(pending, "222222")).isTrue();
        assertThat(hash.matches(pending, "333333")).isFalse();
    }

    @Test
    void rejectsEverythingIfNoCodeWasMailed() {
        assertThat(hash.matches(pending(), "")).isFalse();
        assertThat(hash.matches(pending(), "123456")).isFalse();
    }

    @Test
    void dependsOnAddressAndSecret() {
        var pending = pending(hash.of(new EmailAddress("bob@example.org"), "123456"));
        assertThat(hash.matches(pending, "123456")).isFalse();
        var other = new CodeHash(new KeyedHash(() -> "another secret"));
        assertThat(other.matches(pending(hash.of(ANN, "123456")), "123456")).isFalse();
    }

    @Test
    void namesAnIpAddressByASixteenDigitHash() {
        assertThat(hash.ofSource("192.0.2.1"))
                .matches("[0-9a-f]{16}")
                .isEqualTo(hash.ofSource("192.0.2.1"))
                .isNotEqualTo(hash.ofSource("192.0.2.2"));
    }

    private static PendingCode pending(String... hashes) {
        return new PendingCode(
                ANN, CodePurpose.SIGN_UP, Optional.empty(), false, List.of(hashes), "en", 0, Map.of(), 1, 2, 0);
    }
}
