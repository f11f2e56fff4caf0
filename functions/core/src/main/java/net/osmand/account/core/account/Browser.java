package net.osmand.account.core.account;

import java.util.List;
import java.util.Map;
import net.osmand.account.core.values.ShortText;

/**
 * The browser of a session, by which its user recognises the session in a list. Only the two names are stored.
 *
 * @param name such as {@code Firefox}; empty if unknown
 * @param system such as {@code Android}; empty if unknown
 */
public record Browser(String name, String system) {
    public static final Browser UNKNOWN = new Browser("", "");

    /** Substrings of the User-Agent header. The first match wins, because most browsers also name their ancestors. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser/", "Samsung Internet"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iOS"),
            Map.entry("iPad", "iPadOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("Linux", "Linux"));

    public Browser {
        name = ShortText.truncate(name);
        system = ShortText.truncate(system);
    }

    /** Parses a User-Agent header. */
    public static Browser of(String userAgent) {
        return new Browser(first(NAMES, userAgent), first(SYSTEMS, userAgent));
    }

    private static String first(List<Map.Entry<String, String>> marks, String userAgent) {
        return marks.stream()
                .filter(mark -> userAgent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
