package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.osmand.account.core.testing.Fuzz;
import org.junit.jupiter.api.Test;

/** Texts from callers are either parsed or rejected. Parsing a parsed value again gives the same value. */
class ParsersFuzzTest {
    @Test
    void accessTokens() {
        Fuzz.runTexts(
                input -> {
                    var token = AccessToken.parse(text(input));
                    token.ifPresent(
                            parsed -> assertThat(parsed.account().value()).isPositive());
                    return token.isPresent() ? "token" : "refused";
                },
                "0b3e2f0e-6a55-4c8e-9f01-0123456789ab",
                "0000002a-0123456789abcdef0123456789abcdef");
    }

    @Test
    void emailAddresses() {
        Fuzz.runTexts(
                input -> {
                    var email = EmailAddress.parse(text(input));
                    email.ifPresent(parsed -> {
                        assertThat(EmailAddress.parse(parsed.value())).contains(parsed);
                        assertThat(parsed.value()).matches("\\p{ASCII}{3,128}").doesNotContain(" ");
                        assertThat(EmailAddress.parse(parsed.readable())).contains(parsed);
                    });
                    return email.isPresent() ? "address " + email.get().value().length() : "refused";
                },
                "ann@example.org",
                " Ann+maps@Bücher.example ",
                "a.b-c_d@xn--bcher-kva.example");
    }

    @Test
    void jsonMembers() {
        Fuzz.runTexts(
                input -> JsonMembers.of(text(input))
                        .map(members -> "members " + members.size())
                        .orElse("refused"),
                "{\"a\":1,\"b\":[true,null,{\"c\":\"d\\u00e9\\n\"}],\"e\":-1.5e+3}",
                "{}");
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
