package net.osmand.account.core.values;

/** Texts that clients send and that are stored in rows: a device's brand, model and native id, and languages. */
public final class ShortText {
    /** In code points. */
    public static final int LONGEST = 64;

    private ShortText() {}

    /** The first 64 code points of the text. */
    public static String cut(String text) {
        return text.codePointCount(0, Math.min(text.length(), 2 * LONGEST + 2)) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
