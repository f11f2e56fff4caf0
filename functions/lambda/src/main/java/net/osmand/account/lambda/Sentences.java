package net.osmand.account.lambda;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException.Reason;

/**
 * Refusals as sentences in the user's language, for clients that show an error body to the user
 * (docs/protocol/transport.md#error-texts-in-the-web-client). The sentences are in {@code sentences*.properties}.
 */
public final class Sentences {
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("nl"));

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Sentences() {}

    /** Returns the sentence for a refusal on the web. */
    public static String of(Reason reason, Request request) {
        return in(language(request)).getString(reason.name());
    }

    /** Returns the sentence for a {@link Reason} or {@link Problem}, by its name. */
    public static String named(String refusal, Request request) {
        return in(language(request)).getString(refusal);
    }

    /** Returns the sentence for a refusal with a code, or the protocol's own text if there is none. */
    public static String of(ProblemException refused, Request request) {
        var sentences = in(language(request));
        var key = refused.problem().name();
        if (!sentences.containsKey(key)) {
            return refused.text();
        }
        var minutes = Math.max(1, Math.ceilDiv(refused.retryAfterSeconds(), 60));
        return sentences.getString(key).replace("{minutes}", Long.toString(minutes));
    }

    /**
     * Returns the language in the request, or the one that the browser prefers; English if there are no sentences in
     * it.
     */
    static Locale language(Request request) {
        var wanted = request.optional("lang")
                .filter(language -> !language.isBlank())
                .map(language -> language.replace('_', '-'))
                .or(() -> request.header("accept-language"))
                .orElse("en");
        try {
            var found = Locale.lookup(Locale.LanguageRange.parse(wanted), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException _) {
            return Locale.ENGLISH;
        }
    }

    static ResourceBundle in(Locale language) {
        return ResourceBundle.getBundle(Sentences.class.getPackageName() + ".sentences", language, NO_FALLBACK);
    }

    /** Returns whether there is a sentence for the problem. */
    static boolean has(Problem problem) {
        return in(Locale.ENGLISH).containsKey(problem.name());
    }
}
