package net.osmand.account.core.gpx;

import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects changes to parts of an {@link XmlText} and applies them together. */
final class XmlEdits {
    private final XmlText before;
    private final CharsetEncoder encoder;
    private final List<Edit> edits = new ArrayList<>();

    /** Replaces the text from {@code from} to {@code to}, exclusive, with {@code text}. */
    private record Edit(int from, int to, String text) {}

    XmlEdits(XmlText before) {
        this.before = before;
        encoder = before.charset().newEncoder();
    }

    /** Returns the text with all changes applied. */
    String result() {
        var sorted = edits.stream()
                .sorted(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to))
                .toList();
        var result = new StringBuilder(before.text().length() + 1024);
        var at = 0;
        for (var edit : sorted) {
            result.append(before.text(), at, edit.from()).append(edit.text());
            at = edit.to();
        }
        return result.append(before.text(), at, before.text().length()).toString();
    }

    /** Inserts text. Several insertions at the same offset keep their order. */
    private void insert(int offset, String written) {
        edits.add(new Edit(offset, offset, written));
    }

    /** Removes an element and the white space before it. */
    void remove(XmlElement element) {
        edits.add(new Edit(element.start() - element.indent().length(), element.end(), ""));
    }

    /** Sets an attribute, or removes it if there is no value. */
    void attribute(XmlElement element, String name, Optional<String> value) {
        var found = Optional.ofNullable(element.attributes().get(name));
        if (found.map(XmlElement.Attribute::value).equals(value)) {
            return;
        }
        if (found.isEmpty()) {
            insert(element.attributesEnd(), " " + name + "=\"" + escapedAttribute(value.orElseThrow()) + "\"");
        } else if (value.isPresent()) {
            edits.add(new Edit(found.get().valueStart(), found.get().valueEnd(), escapedAttribute(value.get())));
        } else {
            edits.add(new Edit(found.get().start(), found.get().valueEnd() + 1, ""));
        }
    }

    /** Sets the text of an element without children. */
    void content(XmlElement element, String value) {
        if (element.isSelfClosing()) {
            open(element, escaped(value));
        } else {
            edits.add(new Edit(element.startTagEnd(), element.endTagStart(), escaped(value)));
        }
    }

    /** Adds children at the end of an element, each on its own line. Call it at most once per element. */
    void append(XmlElement element, List<XmlNode> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        var added = written(nodes, childIndent(element));
        if (element.isSelfClosing()) {
            open(element, added + element.indent());
        } else if (element.children().isEmpty()) {
            insert(element.startTagEnd(), added + (element.content().contains("\n") ? "" : element.indent()));
        } else {
            insert(element.children().getLast().end(), added);
        }
    }

    /**
     * Adds children at the positions that the schema requires. Call it at most once per element.
     *
     * @param order local names of children in schema order; other children keep their positions
     */
    void insert(XmlElement element, List<XmlNode> nodes, List<String> order) {
        var sorted = nodes.stream()
                .sorted(Comparator.comparingInt(node -> order.indexOf(node.localName())))
                .toList();
        if (element.children().isEmpty()) {
            append(element, sorted);
            return;
        }
        for (var node : sorted) {
            var rank = order.indexOf(node.localName());
            var anchor = element.children().reversed().stream()
                    .filter(child -> order.contains(child.localName()) && order.indexOf(child.localName()) <= rank)
                    .findFirst();
            insert(
                    anchor.map(XmlElement::end).orElse(element.startTagEnd()),
                    written(List.of(node), childIndent(element)));
        }
    }

    private String written(List<XmlNode> nodes, String indent) {
        return nodes.stream().map(node -> indent + node.written(indent, this)).collect(Collectors.joining());
    }

    private static String childIndent(XmlElement element) {
        return element.children().isEmpty()
                ? XmlNode.deeper(element.indent())
                : element.children().getLast().indent();
    }

    /** Replaces an empty-element tag with a start tag, the content and an end tag. */
    private void open(XmlElement element, String content) {
        edits.add(new Edit(element.attributesEnd(), element.end(), ">" + content + "</" + element.name() + ">"));
    }

    /**
     * Escapes a text for an element or attribute. Characters that the file's encoding lacks become references; those
     * that XML does not allow become spaces.
     */
    String escaped(String value) {
        var escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&apos;");
                case '\r' -> escaped.append("&#13;");
                case '\n', '\t' -> escaped.appendCodePoint(character);
                default -> {
                    if (!isXml(character)) {
                        escaped.append(' ');
                    } else if (encoder.canEncode(Character.toString(character))) {
                        escaped.appendCodePoint(character);
                    } else {
                        escaped.append("&#").append(character).append(';');
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** Escapes a text for an attribute. Unescaped line feeds and tabs in an attribute would be read as spaces. */
    String escapedAttribute(String value) {
        return escaped(value).replace("\n", "&#10;").replace("\t", "&#9;");
    }

    private static boolean isXml(int character) {
        return (character >= 0x20 && character <= 0xd7ff)
                || (character >= 0xe000 && character <= 0xfffd)
                || character >= 0x10000;
    }
}
