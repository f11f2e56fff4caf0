package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.Source;
import net.osmand.account.lambda.PlainErrorException;
import org.jspecify.annotations.Nullable;

/**
 * Body of the portal's calls (docs/protocol/portal.md#credentials). All fields are optional, unknown ones are ignored,
 * and a code may be a number.
 */
record Credentials(
        @Nullable String username,
        @Nullable String password,
        @Nullable JsonNode token,
        @Nullable String lang,
        @Nullable Boolean endDevices) {

    String email() {
        return needed(username, "e-mail address");
    }

    String secret() {
        return needed(password, "password");
    }

    /** Returns the code together with its source. */
    CheckCode.EnteredCode enteredCode(Source source) {
        needed(token == null || token.isNull() ? null : token.asText(), "code");
        return new CheckCode.EnteredCode(TypedCode.of(token), source);
    }

    /** Returns whether a reset ends the account's devices, or empty if the caller does not specify it. */
    Optional<Boolean> choiceToEndDevices() {
        return Optional.ofNullable(endDevices);
    }

    String language() {
        return lang == null || lang.isBlank() ? "en" : lang;
    }

    private static String needed(@Nullable String value, String what) {
        if (value == null || value.isBlank()) {
            throw new PlainErrorException("The " + what + " is missing.");
        }
        return value;
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
