package net.osmand.account.core.favourites;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.osmand.account.core.gpx.BrokenGpxException;
import net.osmand.account.core.gpx.GpxEdits;
import net.osmand.account.core.gpx.GpxLimits;
import net.osmand.account.core.gpx.XmlElement;
import net.osmand.account.core.gpx.XmlNode;
import net.osmand.account.core.gpx.XmlText;

/**
 * The GPX file of a group of favourites. Each change returns a new file. Everything else stays byte for byte as the
 * phone wrote it: unknown elements, attributes and extensions, their order, comments and white space.
 */
public final class FavouritesFile {
    private static final String EMPTY = """
            <?xml version='1.0' encoding='UTF-8'?>
            <gpx version="1.1" creator="OsmAnd Account" xmlns="http://www.topografix.com/GPX/1/1" xmlns:osmand="%s">
            </gpx>
            """.formatted(GpxEdits.OSMAND);

    private final XmlText text;
    private final List<XmlElement> elements;
    private final List<Favourite> points;
    private final GroupElements groupElements;

    private FavouritesFile(XmlText text) {
        this.text = text;
        elements = text.root().children("wpt").toList();
        points = elements.stream()
                .map(element -> new PointElement(element).favourite())
                .toList();
        groupElements = new GroupElements(text.root());
    }

    /**
     * Parses a GPX file.
     *
     * @throws BrokenGpxException if it is not a GPX file within {@link GpxLimits#FAVOURITES}
     */
    public static FavouritesFile parse(byte[] gpx) throws BrokenGpxException {
        return new FavouritesFile(XmlText.ofGpx(gpx, GpxLimits.FAVOURITES));
    }

    /** Returns a file without points and groups. */
    public static FavouritesFile empty() throws BrokenGpxException {
        return parse(EMPTY.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return text.bytes();
    }

    /** Returns the points in file order. */
    public List<Favourite> points() {
        return points;
    }

    /**
     * Returns the groups with their points: first the groups that the file describes, then those that only its points
     * name.
     */
    public List<FavouriteGroup> groups() {
        Map<String, FavouriteGroup> described = new LinkedHashMap<>();
        groupElements.groups().forEach(group -> described.putIfAbsent(group.name(), group));
        Map<String, List<Favourite>> members = new LinkedHashMap<>();
        described.keySet().forEach(name -> members.put(name, new ArrayList<>()));
        points.forEach(point -> members.computeIfAbsent(point.category(), _ -> new ArrayList<>())
                .add(point));
        return members.entrySet().stream()
                .map(group -> withPoints(
                        group.getKey(), Optional.ofNullable(described.get(group.getKey())), group.getValue()))
                .toList();
    }

    private static FavouriteGroup withPoints(String name, Optional<FavouriteGroup> described, List<Favourite> members) {
        return new FavouriteGroup(
                name,
                described.flatMap(FavouriteGroup::color),
                described.flatMap(FavouriteGroup::icon),
                described.flatMap(FavouriteGroup::background),
                described.map(FavouriteGroup::hidden).orElse(false)
                        || members.stream().anyMatch(Favourite::hidden),
                described.map(FavouriteGroup::pinned).orElse(false),
                members);
    }

    /**
     * Returns the group name for a new point: the requested name if the file has that group, otherwise the first group
     * of the file, or the name from the file name if there is none.
     */
    public String groupFor(String wished, String ofFileName) {
        var names = groups().stream().map(FavouriteGroup::name).toList();
        return names.contains(wished) ? wished : names.isEmpty() ? ofFileName : names.getFirst();
    }

    /** Returns the index if the point there has this name; otherwise empty. */
    public OptionalInt find(int index, String name) {
        return index >= 0 && index < points.size() && points.get(index).name().equals(name)
                ? OptionalInt.of(index)
                : OptionalInt.empty();
    }

    /** Finds the first point with the same name and position. */
    public OptionalInt find(Favourite wanted) {
        return IntStream.range(0, points.size())
                .filter(i -> points.get(i).isSame(wanted))
                .findFirst();
    }

    /** Adds a point at the end. */
    public FavouritesFile with(Favourite added, Instant now) throws BrokenGpxException {
        var edits = new GpxEdits(text);
        edits.addToRoot(List.of(NewPoint.node(edits, added, now)));
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }

    /** Adds a point of another file without changing its text. */
    FavouritesFile withPointOf(FavouritesFile other, int index) throws BrokenGpxException {
        var edits = new GpxEdits(text);
        edits.addToRoot(List.of(edits.copy(other.elements.get(index))));
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }

    /** Removes the point at an index. */
    public FavouritesFile without(int index) throws BrokenGpxException {
        var edits = new GpxEdits(text);
        edits.remove(elements.get(index));
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }

    /** Replaces the point at an index. */
    public FavouritesFile replaced(int index, Favourite wanted) throws BrokenGpxException {
        return replaced(Map.of(index, wanted), List.of(), Optional.empty(), Instant.EPOCH);
    }

    /**
     * Replaces several points and adds others, in one step.
     *
     * @param time new time of the replaced points; if empty, they keep their times
     * @param now time of added points without a time
     */
    FavouritesFile replaced(Map<Integer, Favourite> wanted, List<Favourite> added, Optional<Instant> time, Instant now)
            throws BrokenGpxException {
        var edits = new GpxEdits(text);
        wanted.forEach((index, favourite) -> new PointElement(elements.get(index)).set(edits, favourite, time));
        List<XmlNode> nodes =
                added.stream().map(point -> NewPoint.node(edits, point, now)).toList();
        edits.addToRoot(nodes);
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }

    /** Sets the appearance of a group. */
    public FavouritesFile with(FavouriteGroup group) throws BrokenGpxException {
        var edits = new GpxEdits(text);
        groupElements.set(edits, group);
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }

    /** Sets each group to hidden if one of its points is hidden, and to visible otherwise. */
    FavouritesFile withHiddenGroups() throws BrokenGpxException {
        var edits = new GpxEdits(text);
        groups().forEach(group ->
                groupElements.hide(edits, group.name(), group.points().stream().anyMatch(Favourite::hidden)));
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }

    /** Renames the group in all points and in its description. */
    public FavouritesFile renamed(String name, String newName) throws BrokenGpxException {
        var edits = new GpxEdits(text);
        for (var i = 0; i < elements.size(); i++) {
            new PointElement(elements.get(i)).set(edits, points.get(i).in(newName), Optional.empty());
        }
        groupElements.rename(edits, name, newName);
        return new FavouritesFile(edits.result(GpxLimits.FAVOURITES));
    }
}
