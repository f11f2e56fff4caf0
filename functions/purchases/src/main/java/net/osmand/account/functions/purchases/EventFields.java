package net.osmand.account.functions.purchases;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.values.EmailAddress;

/** Reads the fields of an event. Absent values, null, blank texts and values of another type are empty. */
final class EventFields {
    /** Bytes of UTF-8 of an id, a SKU or a product path. */
    private static final int LONGEST_ID = 256;

    private EventFields() {}

    static boolean isFalse(JsonNode value) {
        return value.isBoolean() && !value.booleanValue();
    }

    static Optional<EmailAddress> email(JsonNode person) {
        return text(person, "email").flatMap(EmailAddress::parse);
    }

    /**
     * Returns the id of a field that is a string, or an object with {@code id} or with a member named after its kind.
     */
    static Optional<String> reference(JsonNode value, String kind) {
        if (value.isTextual()) {
            return Optional.of(checked(value.asText())).filter(id -> !id.isBlank());
        }
        return Stream.of("id", kind)
                .map(name -> identifier(value, name))
                .flatMap(Optional::stream)
                .findFirst();
    }

    static Optional<String> identifier(JsonNode object, String name) {
        return text(object, name).map(EventFields::checked);
    }

    /**
     * Checks the length of an id. Ids become parts of DynamoDB keys, which have a limit. The shop has no longer ids,
     * and a retry of the event would not help.
     */
    private static String checked(String id) {
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw new FastSpringEvents.MalformedEvent();
        }
        return id;
    }

    static Optional<String> text(JsonNode object, String name) {
        var value = object.path(name);
        return value.isTextual() && !value.asText().isBlank() ? Optional.of(value.asText()) : Optional.empty();
    }

    static Optional<Long> time(JsonNode object, String name) {
        var value = object.path(name);
        return value.isNumber() ? Optional.of(value.asLong()) : Optional.empty();
    }
}
