package net.osmand.account.functions.files;

import java.util.function.Supplier;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.PlainErrorException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.Sentences;

/** Renders refusals as sentences instead of JSON, for dialogs in which the web client shows the body. */
final class DialogErrors {
    private static final int BAD_REQUEST = 400;

    private DialogErrors() {}

    /** Runs a call and turns its refusals into sentences in the user's language. */
    static Response answer(Request request, Supplier<Response> call) {
        try {
            return call.get();
        } catch (ProblemException refused) {
            if (refused.problem().status() != BAD_REQUEST) {
                throw refused;
            }
            throw new PlainErrorException(sentence(Sentences.of(refused, request)));
        }
    }

    private static String sentence(String text) {
        var capital = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
