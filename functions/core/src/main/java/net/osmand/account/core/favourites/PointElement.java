package net.osmand.account.core.favourites;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.gpx.GpxEdits;
import net.osmand.account.core.gpx.GpxNumbers;
import net.osmand.account.core.gpx.XmlElement;
import net.osmand.account.core.gpx.XmlNode;

/** A {@code wpt} element: reads a favourite from it and writes changes of a favourite to it. */
final class PointElement {
    /** Children of a waypoint in the order that GPX 1.1 requires. */
    private static final List<String> ORDER = List.of(
            "ele",
            "time",
            "magvar",
            "geoidheight",
            "name",
            "cmt",
            "desc",
            "src",
            "link",
            "sym",
            "type",
            "fix",
            "sat",
            "hdop",
            "vdop",
            "pdop",
            "ageofdgpsdata",
            "dgpsid",
            "extensions");

    private static final Set<String> OWN = Set.of("address", "color", "icon", "background", "hidden");
    private static final String HIDDEN = "hidden";

    private final XmlElement element;

    PointElement(XmlElement element) {
        this.element = element;
    }

    Favourite favourite() {
        return new Favourite(
                text("name").orElse(""),
                coordinate("lat"),
                coordinate("lon"),
                text("desc"),
                extension("address"),
                extension("color"),
                extension("background"),
                extension("icon"),
                extension(HIDDEN).filter("true"::equals).isPresent(),
                text("type").orElse(""),
                GpxNumbers.time(text("time").orElse("")),
                GpxNumbers.number(text("ele").orElse("")),
                extensions());
    }

    private Optional<String> text(String name) {
        return element.child(name).map(XmlElement::content).filter(text -> !text.isEmpty());
    }

    private Optional<String> extension(String name) {
        return element.child("extensions")
                .flatMap(extensions -> extensions.child(name))
                .map(XmlElement::content)
                .filter(text -> !text.isEmpty());
    }

    private Map<String, String> extensions() {
        Map<String, String> texts = new HashMap<>();
        element.child("extensions").stream()
                .flatMap(extensions -> extensions.children().stream())
                .filter(child -> child.children().isEmpty())
                .forEach(child -> texts.putIfAbsent(child.localName(), child.content()));
        return texts;
    }

    /** Returns degrees; 0 if the attribute is missing, so the other points keep their index. */
    private double coordinate(String name) {
        return GpxNumbers.number(element.attribute(name).orElse("")).orElse(0);
    }

    /**
     * Writes the fields of a favourite and keeps everything else in the element. The time only changes if it is given.
     */
    void set(GpxEdits edits, Favourite wanted, Optional<Instant> time) {
        var before = favourite();
        coordinate(edits, "lat", before.latitude(), wanted.latitude());
        coordinate(edits, "lon", before.longitude(), wanted.longitude());
        List<XmlNode> added = new ArrayList<>();
        child(edits, added, "name", Optional.of(wanted.name()));
        child(edits, added, "desc", wanted.description());
        child(edits, added, "type", Optional.of(wanted.category()).filter(category -> !category.isEmpty()));
        time.ifPresent(now -> child(edits, added, "time", Optional.of(now.toString())));

        Map<String, String> own = new HashMap<>();
        wanted.address().ifPresent(address -> own.put("address", address));
        wanted.color().or(before::color).ifPresent(color -> own.put("color", color));
        wanted.icon().or(before::icon).ifPresent(icon -> own.put("icon", icon));
        wanted.background().or(before::background).ifPresent(background -> own.put("background", background));
        if (wanted.hidden()) {
            own.put(HIDDEN, "true");
        }
        extensions(edits, added, own);
        edits.add(element, added, ORDER);
    }

    private void coordinate(GpxEdits edits, String name, double before, double wanted) {
        if (!Favourite.isClose(before, wanted)) {
            edits.attribute(element, name, Optional.of(GpxNumbers.plain(wanted)));
        }
    }

    private void child(GpxEdits edits, List<XmlNode> added, String name, Optional<String> value) {
        var found = element.child(name);
        if (found.isPresent()) {
            change(edits, found.get(), value);
        } else {
            value.filter(text -> !text.isEmpty()).ifPresent(text -> added.add(edits.element(name, text)));
        }
    }

    /** Changes or removes a text. Differences in surrounding white space are ignored, because clients strip it. */
    private static void change(GpxEdits edits, XmlElement found, Optional<String> value) {
        var before = found.content().strip();
        if (value.isPresent() && !before.equals(value.get().strip())) {
            edits.content(found, value.get());
        } else if (value.isEmpty() && !before.isEmpty() && !isVisible(found)) {
            edits.remove(found);
        }
    }

    /** Whether the element is {@code <hidden>false</hidden>}, which is equivalent to no element. */
    private static boolean isVisible(XmlElement found) {
        return found.localName().equals(HIDDEN) && found.content().strip().equals("false");
    }

    private void extensions(GpxEdits edits, List<XmlNode> added, Map<String, String> own) {
        var found = element.child("extensions");
        List<XmlNode> missing = new ArrayList<>();
        for (var name : OWN.stream().sorted().toList()) {
            var child = found.flatMap(extensions -> extensions.child(name));
            var value = Optional.ofNullable(own.get(name));
            if (child.isPresent()) {
                change(edits, child.get(), value);
            } else {
                value.ifPresent(text -> missing.add(edits.extension(name, text)));
            }
        }
        if (found.isPresent()) {
            edits.append(found.get(), missing);
        } else if (!missing.isEmpty()) {
            added.add(edits.element("extensions", Map.of(), missing));
        }
    }
}
