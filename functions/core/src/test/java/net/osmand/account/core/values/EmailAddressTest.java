package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ann@example.org, ann@example.org",
        "' Ann@Example.ORG\u200b', ann@example.org",
        "ann+maps@localhost, ann+maps@localhost",
        "ann@b\u00fccher.de, ann@xn--bcher-kva.de",
        "ann@xn--bcher-kva.de, ann@xn--bcher-kva.de",
        "o'neil.x_y@example.org, o'neil.x_y@example.org"
    })
    void servesAddressesUnderOneKey(String typed, String key) {
        assertThat(EmailAddress.parse(typed)).contains(new EmailAddress(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ann",
                "ann@",
                "@example.org",
                "ann@example.org@example.org",
                "a nn@example.org",
                "ann@exam ple.org",
                "ann@exam\u200bple.org",
                "\u00e4nn@example.org",
                ".ann@example.org",
                "ann.@example.org",
                "a..nn@example.org",
                "ann@example..org",
                "ann@.example.org",
                "ann@example.org.",
                "ann@-example.org",
                "ann@example-.org",
                "ann@[127.0.0.1]",
                "ann@fa\u00df.de",
                "\"ann\"@example.org",
                "ann@example.org,bob@example.org"
            })
    void refusesWhatNoMailReaches(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @Test
    void measuresTheKey() {
        var local = "a".repeat(64);
        assertThat(EmailAddress.parse(local + "@" + "b".repeat(50) + "." + "c".repeat(12)))
                .isPresent();
        assertThat(EmailAddress.parse(local + "@" + "b".repeat(50) + "." + "c".repeat(13)))
                .isEmpty();
        assertThat(EmailAddress.parse("a" + local + "@example.org")).isEmpty();
    }

    /** An earlier pattern took quadratic time: 30 seconds for 20,000 characters. */
    @Test
    void answersHoweverLongTheTextIs() {
        var texts = List.of(
                "a@" + "b".repeat(60_000) + "@",
                "a@" + ".".repeat(60_000) + "@",
                "a".repeat(60_000) + "@b.c@",
                " ".repeat(60_000) + "a@b",
                "a@" + "b.".repeat(30_000),
                "a@" + "b".repeat(500) + "@",
                "a.".repeat(250) + "@");
        var parsed = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> texts.stream()
                        .map(EmailAddress::parse)
                        .flatMap(Optional::stream)
                        .toList());
        assertThat(parsed).isEmpty();
    }

    @Test
    void readsWithItsOwnLetters() {
        assertThat(new EmailAddress("ann@xn--bcher-kva.de").readable()).isEqualTo("ann@b\u00fccher.de");
        assertThat(new EmailAddress("ann@example.org").readable()).isEqualTo("ann@example.org");
    }

    /** Users can type every address that the portal shows. {@code faß.de} is rejected. */
    @ParameterizedTest
    @ValueSource(strings = {"ann@xn--fa-hia.de", "#@xn---cher-kva"})
    void readsAsPunycodeIfItsLettersDoNotConvertBack(String address) {
        assertThat(EmailAddress.parse(address).map(EmailAddress::readable)).contains(address);
    }
}
