package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import net.osmand.account.core.values.CodePurpose;
import org.jspecify.annotations.Nullable;

/** A code in a JSON body: a text, or a number, which has lost the zeros that a code may begin with. */
final class TypedCode {
    private TypedCode() {}

    /** The code as it reads if it is of that purpose; empty if there is none. */
    static Function<CodePurpose, String> of(@Nullable JsonNode token) {
        var text = token == null || token.isNull() ? "" : token.asText().strip();
        var number = token != null && token.isIntegralNumber();
        return purpose -> number ? padded(text, purpose.kind().digits()) : text;
    }

    private static String padded(String digits, int length) {
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }
}
