package net.osmand.account.core.values;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Splits a JSON object (RFC 8259) into its members with their raw text, which can be copied into another object. The
 * syntax is fully checked, so a copied member cannot break the other object.
 */
public final class JsonMembers {
    /** The deepest nesting. No description of a file needs more, and the parser is recursive. */
    private static final int DEEPEST = 64;

    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private final String text;
    private int at;

    private JsonMembers(String text) {
        this.text = text;
    }

    /** Returns the raw value of each member by its decoded name; empty if the text is not a JSON object. */
    public static Optional<Map<String, String>> of(String text) {
        try {
            var reader = new JsonMembers(text);
            reader.skipSpace();
            var members = reader.object(0);
            reader.skipSpace();
            return reader.at == text.length() ? Optional.of(members) : Optional.empty();
        } catch (Malformed | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    /** Returns a string as JSON, with quotes. */
    public static String quoted(String value) {
        var quoted = new StringBuilder(value.length() + 2).append('"');
        for (var i = 0; i < value.length(); i++) {
            var next = value.charAt(i);
            if (next == '"' || next == '\\') {
                quoted.append('\\').append(next);
            } else if (next < ' ' || (Character.isSurrogate(next) && !isPaired(value, i))) {
                quoted.append("\\u%04x".formatted((int) next));
            } else {
                quoted.append(next);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPaired(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }

    private Map<String, String> object(int depth) throws Malformed {
        var members = new LinkedHashMap<String, String>();
        expect('{');
        skipSpace();
        if (take('}')) {
            return members;
        }
        do {
            skipSpace();
            var name = string();
            skipSpace();
            expect(':');
            skipSpace();
            var start = at;
            value(depth + 1);
            members.put(name, text.substring(start, at));
            skipSpace();
        } while (take(','));
        expect('}');
        return members;
    }

    private void array(int depth) throws Malformed {
        expect('[');
        skipSpace();
        if (take(']')) {
            return;
        }
        do {
            skipSpace();
            value(depth + 1);
            skipSpace();
        } while (take(','));
        expect(']');
    }

    private void value(int depth) throws Malformed {
        if (depth > DEEPEST) {
            throw new Malformed();
        }
        switch (text.charAt(at)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> scalar();
        }
    }

    private void scalar() throws Malformed {
        var start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var written = text.substring(start, at);
        var known = written.equals("true") || written.equals("false") || written.equals("null");
        if (!known && !written.matches(NUMBER)) {
            throw new Malformed();
        }
    }

    private String string() throws Malformed {
        expect('"');
        var decoded = new StringBuilder();
        while (!take('"')) {
            var next = text.charAt(at++);
            if (next < ' ') {
                throw new Malformed();
            }
            decoded.append(next == '\\' ? escaped() : next);
        }
        return decoded.toString();
    }

    private char escaped() throws Malformed {
        var kind = text.charAt(at++);
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                var digits = text.substring(at, at + 4);
                if (!digits.matches("[0-9a-fA-F]{4}")) {
                    throw new Malformed();
                }
                at += 4;
                yield (char) Integer.parseInt(digits, 16);
            }
            default -> throw new Malformed();
        };
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        var there = text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) throws Malformed {
        if (!take(wanted)) {
            throw new Malformed();
        }
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
    }
}
