package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import net.osmand.account.core.values.CodePurpose;
import org.jspecify.annotations.Nullable;

/** A code in a JSON body: a string, or a number that has lost the code's leading zeros. */
final class TypedCode {
    private TypedCode() {}

    /** Returns the code for a purpose, which determines its length; empty if there is no code. */
    static Function<CodePurpose, String> of(@Nullable JsonNode token) {
        var text = token == null || token.isNull() ? "" : token.asText().strip();
        var number = token != null && token.isIntegralNumber();
        return purpose -> number ? padded(text, purpose.kind().digits()) : text;
    }

    private static String padded(String digits, int length) {
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }
}
