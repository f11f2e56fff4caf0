package net.osmand.account.core.favourites;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.osmand.account.core.gpx.GpxEdits;
import net.osmand.account.core.gpx.GpxNumbers;
import net.osmand.account.core.gpx.XmlNode;

/** Writes the {@code wpt} element of a new favourite. */
final class NewPoint {
    private static final Pattern ELEMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private NewPoint() {}

    static XmlNode node(GpxEdits edits, Favourite point, Instant now) {
        List<XmlNode> children = new ArrayList<>();
        point.elevation().ifPresent(metres -> children.add(edits.element("ele", GpxNumbers.plain(metres))));
        var time = point.time().isPresent() ? Instant.ofEpochMilli(point.time().getAsLong()) : now;
        children.add(edits.element("time", time.toString()));
        children.add(edits.element("name", point.name()));
        point.description().ifPresent(text -> children.add(edits.element("desc", text)));
        if (!point.category().isEmpty()) {
            children.add(edits.element("type", point.category()));
        }
        var extensions = extensions(edits, point);
        if (!extensions.isEmpty()) {
            children.add(edits.element("extensions", Map.of(), extensions));
        }
        Map<String, String> position = new LinkedHashMap<>();
        position.put("lat", GpxNumbers.plain(point.latitude()));
        position.put("lon", GpxNumbers.plain(point.longitude()));
        return edits.element("wpt", position, children);
    }

    /** Returns the extension elements. Fields of the point override its additional extensions. */
    private static List<XmlNode> extensions(GpxEdits edits, Favourite point) {
        Map<String, String> texts = new TreeMap<>(point.extensions());
        texts.keySet().removeIf(name -> !ELEMENT.matcher(name).matches());
        texts.keySet().removeAll(List.of("address", "hidden"));
        point.address().ifPresent(text -> texts.put("address", text));
        point.color().ifPresent(text -> texts.put("color", text));
        point.icon().ifPresent(text -> texts.put("icon", text));
        point.background().ifPresent(text -> texts.put("background", text));
        if (point.hidden()) {
            texts.put("hidden", "true");
        }
        return texts.entrySet().stream()
                .map(text -> edits.extension(text.getKey(), text.getValue()))
                .toList();
    }
}
