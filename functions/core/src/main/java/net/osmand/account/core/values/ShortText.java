package net.osmand.account.core.values;

/**
 * Truncates texts from clients before they are stored in rows: brand, model and native id of a device, and languages.
 */
public final class ShortText {
    /** In code points. */
    public static final int LONGEST = 64;

    private ShortText() {}

    /** Returns at most the first 64 code points of the text. */
    public static String cut(String text) {
        return text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 2)) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
