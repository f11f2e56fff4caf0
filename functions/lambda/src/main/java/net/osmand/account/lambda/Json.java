package net.osmand.account.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes JSON as the protocol defines it: absent fields instead of null, unknown fields ignored, no null in
 * lists.
 */
public final class Json {
    private static final JsonInclude.Value PRESENT =
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT);

    /** Far above the needs of every route. RequestLimits has stricter limits for the texts of a request. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxNameLength(1_000)
            .maxStringLength(1 << 20)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(PRESENT)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** Returns the value as UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this view can't be written as JSON", e);
        }
    }

    /** Returns the value as text, for example for a log line. */
    public static String line(Object value) {
        return new String(write(value), StandardCharsets.UTF_8);
    }

    /** Checks a request's body against {@link RequestLimits} before it is deserialized. */
    static void check(byte[] json, int mostEntries) {
        try (var parser = MAPPER.createParser(json)) {
            RequestLimits.check(parser, mostEntries);
        } catch (IOException _) {
            throw new MalformedRequestException();
        }
    }

    /**
     * Deserializes JSON.
     *
     * @throws MalformedRequestException if the JSON does not have this shape
     */
    public static <T> T read(byte[] json, Class<T> type) {
        try {
            var value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new MalformedRequestException();
            }
            return value;
        } catch (IOException _) {
            throw new MalformedRequestException();
        }
    }
}
