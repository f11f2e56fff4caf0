package net.osmand.account.core.gpx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the offsets of all elements and attributes in a text that is known to be well-formed XML without a DTD. */
final class XmlScanner {
    private final String text;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private int at;

    XmlScanner(String text) {
        this.text = text;
    }

    XmlElement root() throws BrokenGpxException {
        try {
            while (true) {
                var tag = text.indexOf('<', at);
                characters(tag);
                at = tag;
                if (text.startsWith("<!--", at)) {
                    at = behind("-->", at + 4);
                } else if (text.startsWith("<![CDATA[", at)) {
                    var end = behind("]]>", at);
                    open.getLast().append(text.substring(at + 9, end - 3));
                    at = end;
                } else if (text.startsWith("<?", at)) {
                    at = behind("?>", at);
                } else if (text.startsWith("</", at)) {
                    var closed = open.removeLast();
                    var end = behind(">", at);
                    closed.close(at, end);
                    at = end;
                    if (open.isEmpty()) {
                        return closed;
                    }
                } else {
                    var element = startTag();
                    if (element.isSelfClosing() && open.isEmpty()) {
                        return element;
                    }
                }
            }
        } catch (IndexOutOfBoundsException _) {
            throw new BrokenGpxException("not well-formed XML");
        }
    }

    private void characters(int end) {
        if (!open.isEmpty() && end > at) {
            open.getLast().append(decoded(text.substring(at, end), false));
        }
    }

    private int behind(String mark, int from) {
        var found = text.indexOf(mark, from);
        if (found < 0) {
            throw new IndexOutOfBoundsException(from);
        }
        return found + mark.length();
    }

    private XmlElement startTag() {
        var start = at++;
        var name = name();
        Map<String, XmlElement.Attribute> attributes = new LinkedHashMap<>();
        while (true) {
            var blank = at;
            skipSpace();
            if (text.charAt(at) == '/' || text.charAt(at) == '>') {
                break;
            }
            var attribute = name();
            skipSpace();
            at++; // the equals sign
            skipSpace();
            var quote = text.charAt(at++);
            var valueStart = at;
            at = behind(String.valueOf(quote), at);
            var value = decoded(text.substring(valueStart, at - 1), true);
            attributes.put(attribute, new XmlElement.Attribute(value, blank, valueStart, at - 1));
        }
        var selfClosing = text.charAt(at) == '/';
        at += selfClosing ? 2 : 1;
        var parent = open.peekLast();
        var element = new XmlElement(text, parent, name, start, at, attributes);
        if (parent != null) {
            parent.add(element);
        }
        if (!selfClosing) {
            open.addLast(element);
        }
        return element;
    }

    private String name() {
        var start = at;
        while ("=/> \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (" \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /**
     * Normalizes line ends and resolves character references as XML requires. Without a DTD there are no other
     * entities.
     */
    static String decoded(String written, boolean inAttribute) {
        var lines = written.replace("\r\n", "\n").replace('\r', '\n');
        var characters = inAttribute ? lines.replace('\n', ' ').replace('\t', ' ') : lines;
        if (characters.indexOf('&') < 0) {
            return characters;
        }
        var decoded = new StringBuilder(characters.length());
        for (var i = 0; i < characters.length(); ) {
            var next = characters.charAt(i);
            if (next != '&') {
                decoded.append(next);
                i++;
                continue;
            }
            var end = characters.indexOf(';', i);
            decoded.append(entity(characters.substring(i + 1, end)));
            i = end + 1;
        }
        return decoded.toString();
    }

    private static String entity(String name) {
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "apos" -> "'";
            default ->
                Character.toString(
                        name.startsWith("#x")
                                ? Integer.parseInt(name, 2, name.length(), 16)
                                : Integer.parseInt(name, 1, name.length(), 10));
        };
    }
}
