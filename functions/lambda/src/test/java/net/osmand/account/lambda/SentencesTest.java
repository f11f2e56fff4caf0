package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
    @Test
    void eachLanguageHasASentenceForEachReason() {
        var english = Sentences.in(Locale.ENGLISH);
        assertThat(english.keySet())
                .containsAll(Stream.of(Reason.values()).map(Reason::name).toList());
        for (var language : Sentences.LANGUAGES) {
            var sentences = Sentences.in(language);
            assertThat(sentences.keySet()).as(language.getLanguage()).isEqualTo(english.keySet());
            assertThat(sentences.keySet())
                    .allSatisfy(key -> assertThat(sentences.getString(key)).matches("\\p{Lu}.+\\."));
        }
        assertThat(Sentences.in(Locale.of("nl")).getString("WRONG_CODE")).isNotEqualTo(english.getString("WRONG_CODE"));
    }

    @Test
    void eachOtherKeyIsAProblem() {
        var reasons = Stream.of(Reason.values()).map(Reason::name).toList();
        assertThat(Sentences.in(Locale.ENGLISH).keySet().stream().filter(key -> !reasons.contains(key)))
                .isSubsetOf(Stream.of(Problem.values()).map(Problem::name).toList());
    }

    /** Clients with our portal's header read the English text and translate it themselves. */
    @Test
    void theEnglishSentenceIsTheTextUnlessThatIsAWord() {
        for (var reason : Reason.values()) {
            var text = new WebErrorException(reason).text();
            if (!text.startsWith("error_") && reason != Reason.EMAIL_NOT_VALID) {
                assertThat(Sentences.in(Locale.ENGLISH).getString(reason.name()))
                        .isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lang=nl    | en    | nl",
                "lang=nl_BE | en    | nl",
                "lang=fr    | nl    | en",
                "lang=      | nl-NL | nl",
                "a=b        | fr,nl;q=0.5,en;q=0.1 | nl",
                "a=b        | ;;;   | en",
                "a=b        | '' | en"
            })
    void theLanguageIsTheParameterOrTheBrowsers(String query, String accepted, String language) {
        assertThat(Sentences.language(request(query, accepted)).getLanguage()).isEqualTo(language);
    }

    @Test
    void aLimitSaysWhenToComeBack() {
        var refused = ProblemException.tooMany(601);
        assertThat(Sentences.of(refused, request("lang=nl", "en"))).contains("over 11 min.");
        assertThat(Sentences.of(new ProblemException(Problem.NOT_FOUND), request("lang=nl", "en")))
                .isEqualTo(Problem.NOT_FOUND.message());
    }

    private static Request request(String query, String accepted) {
        var event = new APIGatewayV2HTTPEvent();
        event.setRawQueryString(query);
        event.setHeaders(Map.of("accept-language", accepted));
        return new Request(event);
    }
}
