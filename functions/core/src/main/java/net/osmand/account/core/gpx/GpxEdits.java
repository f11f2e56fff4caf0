package net.osmand.account.core.gpx;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects changes of a GPX file. Knows the element order and the namespaces of GPX. */
public final class GpxEdits {
    /** The namespace of the apps' extensions. */
    public static final String OSMAND = "https://osmand.net/docs/technical/osmand-file-formats/osmand-gpx";

    /** Children of gpx in the order of the schemas 1.0 and 1.1. */
    private static final List<String> ROOT_ORDER = List.of(
            "name",
            "desc",
            "author",
            "email",
            "url",
            "urlname",
            "time",
            "keywords",
            "bounds",
            "metadata",
            "wpt",
            "rte",
            "trk",
            "extensions");

    private static final String DECLARATION = "xmlns:";

    private final XmlElement root;
    private final XmlEdits edits;
    private final String prefix;
    private final String osmand;
    private final Charset charset;
    private boolean declared;

    public GpxEdits(XmlText before) {
        root = before.root();
        charset = before.charset();
        edits = new XmlEdits(before);
        prefix = root.prefix().isEmpty() ? "" : root.prefix() + ":";
        osmand = root.attributes().entrySet().stream()
                .filter(attribute -> attribute.getKey().startsWith(DECLARATION)
                        && attribute.getValue().value().contains("osmand.net"))
                .map(attribute -> attribute.getKey().substring(DECLARATION.length()))
                .findFirst()
                .orElse("osmand");
    }

    /**
     * Returns the changed file.
     *
     * @throws BrokenGpxException if the result exceeds the limits
     */
    public XmlText result(GpxLimits limits) throws BrokenGpxException {
        var text = edits.result();
        return XmlText.ofGpx(text.getBytes(charset), limits);
    }

    /** Creates an element in the GPX namespace. */
    public XmlNode element(String name, String text) {
        return XmlNode.of(prefix + name, text);
    }

    /** Creates an element with children in the GPX namespace. */
    public XmlNode element(String name, Map<String, String> attributes, List<XmlNode> children) {
        return XmlNode.of(prefix + name, attributes, children);
    }

    /** Creates an element in the apps' extension namespace. */
    public XmlNode extension(String name, String text) {
        declare();
        return XmlNode.of(osmand + ":" + name, text);
    }

    /** Creates an element with children in the apps' extension namespace. */
    public XmlNode extension(String name, List<XmlNode> children) {
        declare();
        return XmlNode.of(osmand + ":" + name, Map.of(), children);
    }

    private void declare() {
        if (!declared && root.namespace(osmand).isEmpty()) {
            edits.attribute(root, DECLARATION + osmand, Optional.of(OSMAND));
        }
        declared = true;
    }

    /** Adds children to the root element. Call it at most once. */
    public void addToRoot(List<XmlNode> nodes) {
        edits.insert(root, nodes, ROOT_ORDER);
    }

    /** Adds children in the given order. Call it at most once per element. */
    public void add(XmlElement element, List<XmlNode> nodes, List<String> order) {
        edits.insert(element, nodes, order);
    }

    /** Adds children at the end. Call it at most once per element. */
    public void append(XmlElement element, List<XmlNode> nodes) {
        edits.append(element, nodes);
    }

    /** Removes an element and the white space before it. */
    public void remove(XmlElement element) {
        edits.remove(element);
    }

    /** Sets an attribute, or removes it if there is no value. */
    public void attribute(XmlElement element, String name, Optional<String> value) {
        edits.attribute(element, name, value);
    }

    /** Sets the text of an element. */
    public void content(XmlElement element, String value) {
        edits.content(element, value);
    }

    /**
     * Copies an element of another GPX file without changing its text. Declares the prefixes that have another meaning
     * in this file. GPX 1.0 and 1.1 count as the same namespace.
     */
    public XmlNode copy(XmlElement other) {
        var declarations = new LinkedHashMap<String, String>();
        for (var used : prefixes(other, new HashSet<>())) {
            var meant = other.namespace(used);
            var here = root.namespace(used);
            if (!meant.equals(here) && !(used.isEmpty() && prefix.isEmpty() && (isGpx(meant) || meant.isEmpty()))) {
                declarations.put(used.isEmpty() ? "xmlns" : DECLARATION + used, meant);
            }
        }
        var written = new StringBuilder(other.written());
        var at = other.attributesEnd() - other.start();
        declarations.forEach((name, uri) -> {
            if (other.attribute(name).isEmpty() && (!uri.isEmpty() || name.equals("xmlns"))) {
                written.insert(at, " " + name + "=\"" + edits.escapedAttribute(uri) + "\"");
            }
        });
        return XmlNode.copied(other.name(), written.toString());
    }

    private static boolean isGpx(String namespace) {
        return namespace.startsWith("http://www.topografix.com/GPX/1/");
    }

    private static Set<String> prefixes(XmlElement element, Set<String> found) {
        found.add(element.prefix());
        element.attributes().keySet().stream()
                .filter(name -> name.contains(":") && !name.startsWith("xml:") && !name.startsWith(DECLARATION))
                .forEach(name -> found.add(name.substring(0, name.indexOf(':'))));
        element.children().forEach(child -> prefixes(child, found));
        return found;
    }
}
