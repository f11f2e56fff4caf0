package net.osmand.account.core.gpx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An element of an {@link XmlText} with the offsets of its parts in the text. */
public final class XmlElement {
    private final String text;
    private final @Nullable XmlElement parent;
    private final String name;
    private final int start;
    private final int startTagEnd;
    private final Map<String, Attribute> attributes;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private int endTagStart;
    private int end;

    /**
     * An attribute.
     *
     * @param start offset of the white space before its name
     * @param valueStart offset after the opening quote
     * @param valueEnd offset of the closing quote
     */
    record Attribute(String value, int start, int valueStart, int valueEnd) {}

    XmlElement(
            String text,
            @Nullable XmlElement parent,
            String name,
            int start,
            int startTagEnd,
            Map<String, Attribute> attributes) {
        this.text = text;
        this.parent = parent;
        this.name = name;
        this.start = start;
        this.startTagEnd = startTagEnd;
        this.attributes = new LinkedHashMap<>(attributes);
        endTagStart = startTagEnd;
        end = startTagEnd;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void append(String characters) {
        content.append(characters);
    }

    void close(int offset, int endOffset) {
        endTagStart = offset;
        end = endOffset;
    }

    /** Returns the name with its prefix, as in the text. */
    String name() {
        return name;
    }

    /** Returns the prefix; an empty string if there is none. */
    String prefix() {
        return name.substring(0, Math.max(0, name.indexOf(':')));
    }

    /** Returns the name without its prefix. */
    public String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** Returns the decoded characters of this element, without those of its children. */
    public String content() {
        return content.toString();
    }

    public List<XmlElement> children() {
        return List.copyOf(children);
    }

    /** Returns the children with this local name, in document order. */
    public Stream<XmlElement> children(String localName) {
        return children.stream().filter(child -> child.localName().equals(localName));
    }

    /** Returns the first child with this local name. */
    public Optional<XmlElement> child(String localName) {
        return children(localName).findFirst();
    }

    /** Returns the decoded value of an attribute, by its name with prefix. */
    public Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName)).map(Attribute::value);
    }

    Map<String, Attribute> attributes() {
        return attributes;
    }

    /**
     * Returns the namespace of a prefix at this element, or the default namespace for an empty prefix; an empty string
     * if there is none.
     */
    String namespace(String prefix) {
        var declaration = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
        for (var step = this; step != null; step = step.parent) {
            var declared = step.attributes.get(declaration);
            if (declared != null) {
                return declared.value();
            }
        }
        return "";
    }

    /** Offset of its {@code <}. */
    int start() {
        return start;
    }

    /** Offset after the {@code >} of its start tag. */
    int startTagEnd() {
        return startTagEnd;
    }

    /** Offset of its end tag; the offset after the element if it is self-closing. */
    int endTagStart() {
        return endTagStart;
    }

    /** Offset after the element. */
    int end() {
        return end;
    }

    /** Whether it is written as {@code <name/>}. */
    boolean isSelfClosing() {
        return text.charAt(startTagEnd - 2) == '/';
    }

    /** Offset in the start tag where an attribute or declaration can be inserted. */
    int attributesEnd() {
        var offset = startTagEnd - (isSelfClosing() ? 2 : 1);
        while (Character.isWhitespace(text.charAt(offset - 1))) {
            offset--;
        }
        return offset;
    }

    /** Returns the white space directly before the element, usually a line feed and the indentation. */
    String indent() {
        var from = start;
        while (from > 0 && Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, start);
    }

    /** Returns the original text of the element. */
    String written() {
        return text.substring(start, end);
    }

    String text() {
        return text;
    }
}
