package net.osmand.account.local.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The IAM statements of one function; what no statement allows is denied. */
final class Policy {
    private final List<JsonNode> statements;

    Policy(List<JsonNode> statements) {
        this.statements = List.copyOf(statements);
    }

    boolean allows(Need need) {
        return matched("Allow", need) && !matched("Deny", need);
    }

    private boolean matched(String effect, Need need) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .filter(statement ->
                        any(statement.path("Action"), List.of(need.action().toLowerCase(Locale.ROOT)), true))
                .anyMatch(statement -> any(statement.path("Resource"), need.resources(), false));
    }

    private static boolean any(JsonNode patterns, List<String> values, boolean lower) {
        if (patterns.isTextual()) {
            var text = lower ? patterns.asText().toLowerCase(Locale.ROOT) : patterns.asText();
            return values.stream().anyMatch(value -> glob(text).matcher(value).matches());
        }
        for (var pattern : patterns) {
            if (any(pattern, values, lower)) {
                return true;
            }
        }
        return false;
    }

    private static Pattern glob(String text) {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL);
    }
}
