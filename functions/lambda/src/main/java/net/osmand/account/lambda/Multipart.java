package net.osmand.account.lambda;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/**
 * Parses a multipart body. A library can't be used, because the apps put file names with raw line feeds and quotes into
 * the part's header (docs/protocol/mobile.md#upload-a-file), which strict parsers reject. Content starts after the
 * blank line that follows the boundary. It ends at the last line break, two dashes, boundary and two dashes, so text
 * inside the content that only looks like a boundary remains content.
 */
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    private static final Pattern FIELD_NAME =
            Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]*))", Pattern.CASE_INSENSITIVE);

    private static final String FILE_NAME = "filename=\"";
    private static final String HEADER_OF_NEXT = "content-";

    /** Bytes of a header. Names have at most some thousand; a longer header does not come from an app. */
    private static final int LONGEST_HEADER = 64 << 10;

    private static final int MAX_PARTS = 100;

    private final byte[] body;
    private final byte[] delimiter;
    private final String lineBreak;
    private final int first;
    private final int close;

    private Multipart(String boundary, byte[] body) {
        this.body = body;
        var opening = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        first = find(opening, 0, Math.min(body.length, LONGEST_HEADER)) + opening.length;
        // The boundary is missing, or nothing follows it.
        if (first < opening.length || first >= body.length) {
            throw new ProblemException(Problem.NOT_GZIP);
        }
        // The line break after the first boundary applies to the whole body. Within a header, both kinds may appear.
        lineBreak = body[first] == '\n' ? "\n" : "\r\n";
        delimiter = (lineBreak + "--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        close = last((lineBreak + "--" + boundary + "--").getBytes(StandardCharsets.ISO_8859_1), first);
    }

    /**
     * Returns the parts in their order.
     *
     * @throws ProblemException 107 if the body is not a complete multipart body
     */
    static List<Part> parts(String contentType, byte[] body) {
        var matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw new ProblemException(Problem.NOT_GZIP);
        }
        return new Multipart(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), body).parts();
    }

    private List<Part> parts() {
        if (startsWith("--".getBytes(StandardCharsets.ISO_8859_1), first)) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        var from = first;
        while (parts.size() < MAX_PARTS) {
            var header = header(from);
            var blank = from + header.length();
            if (blank + lineBreak.length() > close) {
                throw new ProblemException(Problem.NOT_GZIP);
            }
            var content = blank + 2 * lineBreak.length();
            // iOS omits the line break of an empty part, so its blank line is also part of the delimiter.
            var end = next(blank + lineBreak.length());
            parts.add(
                    new Part(fieldName(header), end < content ? new byte[0] : Arrays.copyOfRange(body, content, end)));
            if (end == close) {
                return List.copyOf(parts);
            }
            from = end + delimiter.length;
        }
        throw new ProblemException(Problem.NOT_GZIP);
    }

    /** Returns everything up to the blank line, one character for each byte. */
    private String header(int from) {
        var window = new String(body, from, Math.min(body.length - from, LONGEST_HEADER), StandardCharsets.ISO_8859_1);
        var blankLine = lineBreak + lineBreak;
        var end = window.indexOf(blankLine);
        if (end < 0) {
            throw new ProblemException(Problem.NOT_GZIP);
        }
        var name = window.substring(0, end).toLowerCase(Locale.ROOT).indexOf(FILE_NAME);
        var quote = name < 0 ? -1 : window.indexOf('"', name + FILE_NAME.length());
        // A blank line inside the quotes is part of the name.
        var later = quote > end ? window.indexOf(blankLine, quote) : -1;
        return window.substring(0, later < 0 ? end : later);
    }

    private static String fieldName(String header) {
        var matcher = FIELD_NAME.matcher(header);
        if (!matcher.find()) {
            return "";
        }
        var name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Returns the position of the next delimiter that a header follows, or of the closing delimiter. */
    private int next(int from) {
        var at = find(delimiter, from, close);
        while (at >= 0) {
            var line = at + delimiter.length;
            while (line < close && (body[line] == ' ' || body[line] == '\t')) {
                line++;
            }
            var header = line + lineBreak.length();
            if (startsWith(lineBreak.getBytes(StandardCharsets.ISO_8859_1), line) && headerStarts(header)) {
                return at;
            }
            at = find(delimiter, at + 1, close);
        }
        return close;
    }

    private int last(byte[] sought, int from) {
        for (var i = body.length - sought.length; i >= from; i--) {
            if (startsWith(sought, i)) {
                return i;
            }
        }
        return -1;
    }

    private int find(byte[] sought, int from, int to) {
        for (var i = from; i + sought.length <= to; i++) {
            if (startsWith(sought, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean headerStarts(int at) {
        return at + HEADER_OF_NEXT.length() <= close
                && new String(body, at, HEADER_OF_NEXT.length(), StandardCharsets.ISO_8859_1)
                        .equalsIgnoreCase(HEADER_OF_NEXT);
    }

    private boolean startsWith(byte[] sought, int at) {
        return at + sought.length <= body.length
                && Arrays.equals(body, at, at + sought.length, sought, 0, sought.length);
    }
}
