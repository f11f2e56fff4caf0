package net.osmand.account.functions.files;

import java.util.function.Supplier;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.PlainErrorException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.Sentences;

/** Refusals for dialogs of the web client that show the body as it is: a sentence instead of JSON. */
final class DialogErrors {
    private static final int BAD_REQUEST = 400;

    private DialogErrors() {}

    /** The answer of a call, whose refusals become sentences in the user's language. */
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
