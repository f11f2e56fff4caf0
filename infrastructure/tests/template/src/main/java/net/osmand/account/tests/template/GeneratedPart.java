package net.osmand.account.tests.template;

/** The part of a page that {@code make docs} writes, between two marks. */
final class GeneratedPart {
    private static final String END = "<!-- end of the generated part -->\n";

    private final String begin;

    /** @param source the source of the generated text */
    GeneratedPart(String source) {
        begin = "<!-- generated from " + source + " by `make docs` -->\n";
    }

    /** Returns the page with this text between its marks. */
    String replace(String page, String text) {
        var start = page.indexOf(begin) + begin.length();
        var end = page.indexOf(END, start);
        if (start < begin.length() || end < start) {
            throw new IllegalArgumentException("the page has no place for the generated part");
        }
        return page.substring(0, start) + text + page.substring(end);
    }
}
