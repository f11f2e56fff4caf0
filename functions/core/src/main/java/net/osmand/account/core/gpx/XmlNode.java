package net.osmand.account.core.gpx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An element to add to a text.
 *
 * @param attributes attributes in their order
 * @param text characters of the element, if it has no children
 * @param copied if present, the original text of an element of another file; then only the name is also set
 */
public record XmlNode(
        String name, Map<String, String> attributes, String text, List<XmlNode> children, Optional<String> copied) {
    public XmlNode {
        attributes = new LinkedHashMap<>(attributes);
        children = List.copyOf(children);
    }

    static XmlNode of(String name, String text) {
        return new XmlNode(name, Map.of(), text, List.of(), Optional.empty());
    }

    static XmlNode of(String name, Map<String, String> attributes, List<XmlNode> children) {
        return new XmlNode(name, attributes, "", children, Optional.empty());
    }

    static XmlNode copied(String name, String written) {
        return new XmlNode(name, Map.of(), "", List.of(), Optional.of(written));
    }

    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }

    /** Returns the indentation of the next level. Empty if the text has no line feeds. */
    static String deeper(String indent) {
        return indent.contains("\n") ? indent + "  " : "";
    }

    String written(String indent, XmlEdits edits) {
        if (copied.isPresent()) {
            return copied.get();
        }
        var start = "<" + name
                + attributes.entrySet().stream()
                        .map(attribute ->
                                " " + attribute.getKey() + "=\"" + edits.escapedAttribute(attribute.getValue()) + "\"")
                        .collect(Collectors.joining());
        if (text.isEmpty() && children.isEmpty()) {
            return start + "/>";
        }
        var inner = deeper(indent);
        var content = children.isEmpty()
                ? edits.escaped(text)
                : children.stream()
                        .map(child -> inner + child.written(inner, edits))
                        .collect(Collectors.joining("", "", indent));
        return start + ">" + content + "</" + name + ">";
    }
}
