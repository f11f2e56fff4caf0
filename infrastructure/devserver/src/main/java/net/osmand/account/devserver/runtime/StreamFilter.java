package net.osmand.account.devserver.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The filter of an event source. It accepts a record if it has no pattern or one of its patterns matches. */
public final class StreamFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> patterns = new ArrayList<>();

    /** Reads the properties of the template's event. */
    public StreamFilter(JsonNode eventProperties) {
        for (var filter : eventProperties.path("FilterCriteria").path("Filters")) {
            try {
                patterns.add(JSON.readTree(filter.path("Pattern").asText()));
            } catch (IOException wrong) {
                throw new UncheckedIOException("template.yaml: a filter is not JSON", wrong);
            }
        }
    }

    /** Returns whether the filter accepts the record. */
    public boolean passes(JsonNode event) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, event));
    }

    /** Returns whether a value matches an event pattern. One matching element of a list is enough. */
    static boolean matches(JsonNode pattern, JsonNode value) {
        if (pattern.isObject()) {
            return pattern.properties().stream()
                    .allMatch(field -> matches(field.getValue(), value.path(field.getKey())));
        }
        if (value.isArray()) {
            return value.valueStream().anyMatch(element -> matches(pattern, element));
        }
        for (var allowed : pattern) {
            if (allowed.has("exists")
                    ? allowed.path("exists").asBoolean() != value.isMissingNode()
                    : prefixed(allowed, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean prefixed(JsonNode allowed, JsonNode value) {
        return allowed.has("prefix")
                ? value.asText().startsWith(allowed.path("prefix").asText())
                : allowed.equals(value);
    }
}
