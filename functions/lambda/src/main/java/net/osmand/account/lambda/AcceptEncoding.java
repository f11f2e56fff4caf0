package net.osmand.account.lambda;

import java.util.Locale;
import java.util.stream.Stream;

/** Reads the header Accept-Encoding. */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /** Returns whether the header contains gzip, or otherwise {@code *}, with a weight above zero. */
    static boolean isGzipAccepted(String header) {
        var anything = false;
        for (var coding : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = coding.replaceAll("\\s", "").split(";", -1);
            var wanted = Stream.of(parts).skip(1).noneMatch(part -> part.matches("q=0(\\.0*)?"));
            if (parts[0].equals("gzip")) {
                return wanted;
            }
            anything |= parts[0].equals("*") && wanted;
        }
        return anything;
    }
}
