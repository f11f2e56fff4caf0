package net.osmand.account.core.values;

/**
 * Truncates texts from clients before they are stored in rows: brand, model and native id of a device, and languages.
 */
public final class ShortText {
    /** In code points. */
    public static final int MAX_LENGTH = 64;

    private ShortText() {}

    /** Returns at most the first 64 code points of the text. */
    public static String truncate(String text) {
        return text.codePointCount(0, Math.min(text.length(), 2 * MAX_LENGTH + 2)) <= MAX_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH));
    }
}
