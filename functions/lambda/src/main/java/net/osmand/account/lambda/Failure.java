package net.osmand.account.lambda;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log entry of an unexpected exception. Its messages help the operator, for example to see which AWS action was
 * denied. They may also repeat the caller's input, so every word of the input is masked.
 *
 * @param request id of the request
 * @param route as in the template
 * @param error classes and messages, the cause last
 * @param at innermost stack frames of the last cause
 */
record Failure(String request, String route, String error, List<String> at) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");

    /** Protects against circular causes. */
    private static final int MAX_CAUSES = 8;

    private static final int MAX_FRAMES = 24;

    static Failure of(String id, String route, Throwable thrown, Request request) {
        var words = new HashSet<String>();
        request.sensitive()
                .flatMap(text -> WORD.matcher(text).results())
                .forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
        var texts = new ArrayList<String>();
        var last = thrown;
        for (var cause = thrown; cause != null && texts.size() < MAX_CAUSES; cause = cause.getCause()) {
            var message = cause.getMessage();
            var name = cause.getClass().getName();
            texts.add(message == null ? name : name + ": " + masked(message, words));
            last = cause;
        }
        var frames = List.of(last.getStackTrace());
        return new Failure(
                id,
                route,
                String.join("; caused by ", texts),
                frames.stream()
                        .limit(MAX_FRAMES)
                        .map(StackTraceElement::toString)
                        .toList());
    }

    /** Writes the fields as one log line. */
    void log(LoggingEventBuilder line) {
        line.addKeyValue("request", request)
                .addKeyValue("route", route)
                .addKeyValue("error", error)
                .addKeyValue("at", at)
                .log();
    }

    private static String masked(String message, Set<String> words) {
        return WORD.matcher(message)
                .replaceAll(word -> Matcher.quoteReplacement(
                        words.contains(word.group().toLowerCase(Locale.ROOT)) ? "***" : word.group()));
    }
}
