package net.osmand.account.core.folders;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Gzip;
import net.osmand.account.core.values.JsonMembers;

/**
 * The JSON of a companion {@code <name>.info} (docs/protocol/files.md#companions). Values keep their original notation.
 */
public final class Companion {
    public static final String SUFFIX = ".info";

    /** File name that marks a folder without files. */
    private static final String PLACEHOLDER = "__folder__.info";

    /** Maximum size in bytes. The companion of a track has about 1 kB. */
    private static final int LARGEST = 1 << 20;

    private static final String FILE = "file";

    private final Map<String, String> members;

    private Companion(Map<String, String> members) {
        this.members = members;
    }

    /** Whether the file marks a folder without files. */
    public static boolean isPlaceholder(FileKey key) {
        return key.name().equals(PLACEHOLDER) || key.name().endsWith("/" + PLACEHOLDER);
    }

    /** The key of a file's companion. */
    static FileKey key(FileKey item) {
        return new FileKey(item.type(), item.name() + SUFFIX);
    }

    /** The key of the file that a companion belongs to. */
    static FileKey item(FileKey companion) {
        return new FileKey(
                companion.type(), companion.name().substring(0, companion.name().length() - SUFFIX.length()));
    }

    /** Reads a companion; empty if it is not a gzip of a JSON object. */
    public static Optional<Companion> parse(byte[] gzip) {
        return Gzip.unzipped(gzip, LARGEST)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(JsonMembers::of)
                .map(Companion::new);
    }

    /** Returns a companion that names another file. The apps store the path below their folder of tracks. */
    Companion movedTo(FileKey item) {
        var moved = new LinkedHashMap<>(members);
        var path = item.type().equals("GPX") ? "/tracks/" + item.name() : "/" + item.name();
        moved.put(FILE, JsonMembers.quoted(path));
        return new Companion(moved);
    }

    /** Adds the members of an older companion that this one lacks, because the browser may not know them. */
    Companion mergedWith(Companion older) {
        var merged = new LinkedHashMap<>(members);
        older.members.forEach(merged::putIfAbsent);
        return new Companion(merged);
    }

    public String json() {
        return members.entrySet().stream()
                .map(member -> JsonMembers.quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    byte[] gzip() {
        return Gzip.of(json().getBytes(StandardCharsets.UTF_8));
    }
}
