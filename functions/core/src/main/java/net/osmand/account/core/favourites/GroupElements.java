package net.osmand.account.core.favourites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.gpx.GpxEdits;
import net.osmand.account.core.gpx.XmlElement;
import net.osmand.account.core.gpx.XmlNode;

/** The element {@code points_groups}, which holds the appearance of the groups in a favourites file. */
final class GroupElements {
    private static final String TRUE = "true";

    private final XmlElement root;

    GroupElements(XmlElement root) {
        this.root = root;
    }

    /** Returns the groups in file order, without their points. */
    List<FavouriteGroup> groups() {
        return elements().stream()
                .map(group -> new FavouriteGroup(
                        group.attribute("name").orElse(""),
                        group.attribute("color"),
                        group.attribute("icon"),
                        group.attribute("background"),
                        group.attribute("hidden").filter(TRUE::equals).isPresent(),
                        group.attribute("pinned").filter(TRUE::equals).isPresent(),
                        List.of()))
                .toList();
    }

    private List<XmlElement> elements() {
        return parent().stream().flatMap(parent -> parent.children("group")).toList();
    }

    private Optional<XmlElement> extensions() {
        return root.child("extensions");
    }

    private Optional<XmlElement> parent() {
        return extensions().flatMap(extensions -> extensions.child("points_groups"));
    }

    private Optional<XmlElement> find(String name) {
        return elements().stream()
                .filter(group -> group.attribute("name").orElse("").equals(name))
                .findFirst();
    }

    /** Sets the appearance of a group. Adds the group if the file does not describe it. */
    void set(GpxEdits edits, FavouriteGroup group) {
        var found = find(group.name());
        if (found.isEmpty()) {
            add(edits, group);
            return;
        }
        group.color().ifPresent(color -> edits.attribute(found.get(), "color", Optional.of(color)));
        group.icon().ifPresent(icon -> edits.attribute(found.get(), "icon", Optional.of(icon)));
        group.background().ifPresent(shape -> edits.attribute(found.get(), "background", Optional.of(shape)));
        flag(edits, found.get(), "hidden", group.hidden());
        flag(edits, found.get(), "pinned", group.pinned());
    }

    /** Sets whether a described group is hidden. Called after its points have changed. */
    void hide(GpxEdits edits, String name, boolean hidden) {
        find(name).ifPresent(group -> flag(edits, group, "hidden", hidden));
    }

    /** Renames a group if the file describes it. */
    void rename(GpxEdits edits, String name, String newName) {
        find(name).ifPresent(group -> edits.attribute(group, "name", Optional.of(newName)));
    }

    /** Sets a flag. {@code false} is equivalent to a missing attribute. */
    private static void flag(GpxEdits edits, XmlElement group, String name, boolean value) {
        var before = group.attribute(name).filter(TRUE::equals).isPresent();
        if (before != value) {
            edits.attribute(group, name, value ? Optional.of(TRUE) : Optional.empty());
        }
    }

    private void add(GpxEdits edits, FavouriteGroup group) {
        var node = edits.element("group", attributes(group), List.of());
        if (parent().isPresent()) {
            edits.append(parent().get(), List.of(node));
        } else if (extensions().isPresent()) {
            edits.append(extensions().get(), List.of(edits.extension("points_groups", List.of(node))));
        } else {
            edits.addToRoot(List.of(node(edits, group)));
        }
    }

    /** Returns the element {@code extensions} for a file without one. */
    static XmlNode node(GpxEdits edits, FavouriteGroup group) {
        List<XmlNode> groups = new ArrayList<>();
        groups.add(edits.element("group", attributes(group), List.of()));
        return edits.element("extensions", Map.of(), List.of(edits.extension("points_groups", groups)));
    }

    private static Map<String, String> attributes(FavouriteGroup group) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("name", group.name());
        group.color().ifPresent(color -> attributes.put("color", color));
        group.icon().ifPresent(icon -> attributes.put("icon", icon));
        group.background().ifPresent(background -> attributes.put("background", background));
        if (group.hidden()) {
            attributes.put("hidden", TRUE);
        }
        if (group.pinned()) {
            attributes.put("pinned", TRUE);
        }
        return attributes;
    }
}
