package net.osmand.account.functions.events.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailRendererTest {
    private static final Pattern NUMBER = Pattern.compile("\\d{6,}");
    private static final EmailAddress TO = new EmailAddress("ann20261124@example.org");
    private static final long AT = Instant.parse("2026-11-24T16:05:00Z").toEpochMilli();

    private final MailRenderer letters = new MailRenderer();

    static Stream<Mail> mails() {
        return Stream.of(MailKind.values())
                .flatMap(kind -> Stream.of("en", "nl", "nl_BE", "de", "fr", "")
                        .flatMap(language -> Stream.of("123456", "12345678").map(code -> mail(kind, language, code))));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void theCodeIsTheOnlyLongNumber(Mail mail) {
        var letter = letters.write(mail);
        var code = Stream.ofNullable(mail.arguments().get(Mail.CODE)).toList();

        assertThat(numbers(letter.subject())).isEqualTo(mail.kind().isCode() ? code : List.of());
        assertThat(numbers(letter.text())).isEqualTo(code);
        assertThat(numbers(letter.html()).stream().distinct().toList()).isEqualTo(code);
        assertThat(letter.text()).doesNotContain("{{").doesNotContain("null");
        var link = mail.arguments().getOrDefault(Mail.LINK, "no link");
        assertThat(letter.text()).matches(text -> mail.kind() != MailKind.ARCHIVE_READY || text.contains(link));
        assertThat(letter.html().replace("href=\"" + link + "\"", ""))
                .doesNotContain("{{")
                .doesNotContain("http")
                .doesNotContain("src=")
                .doesNotContain("url(");
    }

    @Test
    void theLanguageIsTheClientsOrEnglish() {
        assertThat(letters.write(mail(MailKind.RESET_CODE, "nl-BE", "123456")).text())
                .contains("De code werkt 1 uur lang");
        assertThat(letters.write(mail(MailKind.RESET_CODE, "NL_be", "123456")).html())
                .contains("lang=\"nl\"");
        assertThat(letters.write(mail(MailKind.SIGN_IN_CODE, "xx", "12345678")).text())
                .contains("The code works for 15 minutes");
        assertThat(letters.write(mail(MailKind.SIGN_UP_CODE, "en", "123456")).text())
                .contains("24 hours");
        assertThat(letters.write(mail(MailKind.ADDRESS_LEFT, "nl", "")).text())
                .contains("24 november 2026 om 16:05 UTC")
                .contains("b***@example.com");
    }

    @Test
    void whatAnAppSaysOfItselfIsNeitherLinkNorMarkupNorCode() {
        var letter = letters.write(Mail.newDevice(
                new AccountId(1),
                "native id",
                TO,
                "en",
                "<b>Xiaomi</b> 21081111RG https://evil.example/" + "x".repeat(200),
                AT));

        assertThat(letter.text()).contains("Xiaomi b …RG https evil example x").doesNotContain("://");
        assertThat(letter.html()).doesNotContain("<b>");
        assertThat(letters.write(Mail.newDevice(new AccountId(1), "native id", TO, "nl", "///", AT))
                        .text())
                .contains("Een apparaat zonder naam is ingelogd");
    }

    @Test
    void aCodeThatEndsAccessSaysSoBeforehand() {
        var mail = mail(MailKind.SIGN_IN_CODE, "en", "12345678");

        assertThat(letters.write(mail).text()).doesNotContain("logged out");
        assertThat(letters.write(mail.endingAccess()).text()).contains("logged out");
        assertThat(letters.write(mail.endingAccess()).html()).contains("logged out");
    }

    @Test
    void argumentsAreEscaped() {
        var mail = new Mail("1", MailKind.SIGN_IN_CODE, TO, "en", Map.of(Mail.CODE, "<&\">", Mail.MINUTES, "15"), AT);

        assertThat(letters.write(mail).html()).contains("&lt;&amp;&quot;&gt;").doesNotContain("<&\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "de", "fr"})
    void eachLanguageHasTheSameWordsWithTheSameArguments(String language) throws Exception {
        var english = words("words.properties");
        var translated = words("words_" + language + ".properties");

        assertThat(translated.keySet()).isEqualTo(english.keySet());
        assertThat(translated.getProperty("language")).isEqualTo(language);
        for (var name : english.stringPropertyNames()) {
            assertThat(arguments(translated.getProperty(name)))
                    .as(name)
                    .isEqualTo(arguments(english.getProperty(name)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SIGN_UP_CODE, was entered for",
        "DELETE_CODE, is the e-mail address",
        "NEW_DEVICE, is the e-mail address",
        "ADDRESS_LEFT, was the e-mail address",
        "ACCOUNT_DELETED, was the e-mail address"
    })
    void theFooterSaysWhyTheAddressGetsTheMail(MailKind kind, String reason) {
        assertThat(letters.write(mail(kind, "en", "123456")).text()).contains(reason);
    }

    @Test
    void momentsNameTheirZoneInEachLanguage() {
        var kind = MailKind.ADDRESS_LEFT;

        assertThat(letters.write(mail(kind, "de", "")).text()).contains("Am 24. November 2026 um 16:05 UTC");
        assertThat(letters.write(mail(kind, "fr", "")).text()).contains("Le 24 novembre 2026 à 16:05 UTC");
    }

    /** All mails of a language, and the portal, use the same words for logging in and out. */
    @Test
    void englishMailsLogInAndOut() throws Exception {
        assertThat(words("words.properties").values())
                .noneMatch(words -> words.toString().matches("(?i).*\\bsign(ed|s|ing)? (in|out)\\b.*"));
    }

    private static List<String> numbers(String words) {
        return NUMBER.matcher(words).results().map(MatchResult::group).toList();
    }

    private static Set<String> arguments(String words) {
        return Pattern.compile("\\{\\{\\w+}}")
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Properties words(String name) throws Exception {
        var words = new Properties();
        try (var file = MailRendererTest.class.getResourceAsStream(name)) {
            words.load(file);
        }
        return words;
    }

    private static Mail mail(MailKind kind, String language, String code) {
        var account = new AccountId(1234567);
        var other = new EmailAddress("bob7654321@example.com");
        return switch (kind) {
            case ADDRESS_CHANGED -> Mail.addressChanged(account, TO, language, AT);
            case ADDRESS_LEFT ->
                Mail.oldAddressNotice("", TO, other, language, "48151623", CodePurpose.UNDO.validity(), AT);
            case ADDRESS_TAKEN_BACK -> Mail.changeUndone(account, TO, other, language, AT);
            case NEW_BROWSER -> Mail.newBrowser(account, TO, language, AT);
            case ARCHIVE_READY ->
                Mail.archiveReady("e1", TO, language, "https://account.example.org/v1/exports/archive", AT);
            case ARCHIVE_FAILED -> Mail.archiveFailed("e1", TO, language, AT);
            case PASSWORD_CHANGED -> Mail.passwordChanged(account, TO, language, AT);
            case ACCOUNT_DELETED -> Mail.accountDeleted(account, TO, language, AT);
            case NEW_DEVICE -> Mail.newDevice(account, "native id", TO, language, "Google Pixel 9", AT);
            default -> {
                var minutes = kind == MailKind.SIGN_UP_CODE ? "1440" : kind == MailKind.RESET_CODE ? "60" : "15";
                yield new Mail("x", kind, TO, language, Map.of(Mail.CODE, code, Mail.MINUTES, minutes), Long.MAX_VALUE);
            }
        };
    }
}
