package net.osmand.account.relay;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A URL-encoded query or form in its original encoding. */
record QueryString(String raw) {
    private static final Set<String> CREDENTIALS = Set.of("deviceid", "accesstoken");
    private static final String LEGAL = "-._~:/?#[]@!$&'()*+,;=%";

    /** Returns the decoded value of the first parameter with this name. */
    Optional<String> value(String name) {
        return pairs().filter(pair -> name(pair).equals(name))
                .findFirst()
                .map(pair -> decode(pair.substring(Math.min(pair.length(), pair.indexOf('=') + 1))));
    }

    /** Returns the query without the caller's credentials. */
    String withoutCredentials() {
        return pairs().filter(pair -> !CREDENTIALS.contains(name(pair).toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining("&"));
    }

    /** Escapes the characters that clients send unescaped although RFC 3986 does not allow them in a URL. */
    static String escaped(String url) {
        return url.codePoints()
                .mapToObj(Character::toString)
                .map(one -> isLegal(one) ? one : URLEncoder.encode(one, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Stream<String> pairs() {
        return Stream.of(raw.split("&", -1)).filter(pair -> !pair.isEmpty());
    }

    private static String name(String pair) {
        var equals = pair.indexOf('=');
        return decode(equals < 0 ? pair : pair.substring(0, equals));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static boolean isLegal(String one) {
        var first = one.charAt(0);
        return (first >= '0' && first <= '9')
                || (first >= 'A' && first <= 'Z')
                || (first >= 'a' && first <= 'z')
                || LEGAL.indexOf(first) >= 0;
    }
}
