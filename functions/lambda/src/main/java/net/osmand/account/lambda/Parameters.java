package net.osmand.account.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Parses form-encoded parameters. API Gateway's parsed ones are not used, because it joins repeated ones with commas.
 * {@code +} is a space, {@code %2B} is a plus, and an invalid escape is literal text.
 */
final class Parameters {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int count;

    /** Adds parameters after the existing ones, so the first value of a name wins. */
    void addAll(String encoded) {
        for (var from = 0; from < encoded.length(); ) {
            var ampersand = encoded.indexOf('&', from);
            var end = ampersand < 0 ? encoded.length() : ampersand;
            if (end > from) {
                add(encoded.substring(from, end));
            }
            from = end + 1;
        }
    }

    List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** Returns the values of all parameters. */
    Stream<String> values() {
        return values.values().stream().flatMap(List::stream);
    }

    private void add(String pair) {
        count++;
        if (count > RequestLimits.PARAMETERS) {
            throw new MalformedRequestException();
        }
        var equals = pair.indexOf('=');
        var encodedName = equals < 0 ? pair : pair.substring(0, equals);
        RequestLimits.checkName(encodedName.length());
        var name = decode(encodedName);
        RequestLimits.checkEncoded(name, pair.length() - encodedName.length());
        var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        RequestLimits.check(name, value);
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }

    private static String decode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '+') {
                out.write(' ');
            } else if (bytes[i] == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                out.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
