package net.osmand.account.cloud.folder;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.osmand.account.cloud.api.FileKey;

/**
 * The paths of a folder, and free paths for further files. Assigned paths never differ only in case or in the Unicode
 * form of accents, and no path is both a file and a folder. The folder can therefore be copied to any file system.
 */
public final class PathTable {
    private final Set<String> files = new HashSet<>();

    /** Spelling of each folder, by its folded path. */
    private final Map<String, String> folders = new HashMap<>();

    /** Adds an existing file. */
    public void addFile(String path) {
        files.add(folded(path));
        addFolder(parent(path));
    }

    /** Adds an existing folder. */
    public void addFolder(String path) {
        for (var folder = path; !folder.isEmpty(); folder = parent(folder)) {
            if (folders.putIfAbsent(folded(folder), folder) != null) {
                return;
            }
        }
    }

    /** Chooses a free path for a cloud file and adds it. */
    public String assign(FileKey key) {
        var path = "";
        var parts = parts(CloudNames.osfPath(key));
        for (var index = 0; index < parts.size(); index++) {
            var parent = path.isEmpty() ? "" : path + "/";
            path = parent + free(parent, parts.get(index), index == parts.size() - 1);
        }
        addFile(path);
        return path;
    }

    private String free(String parent, String part, boolean isFile) {
        var length = part.codePointCount(0, part.length());
        for (var escaped = 0; escaped <= length; escaped++) {
            var candidate = PathCodec.encode(part, escaped);
            if (isFree(parent + candidate, isFile)) {
                return candidate;
            }
        }
        for (var number = 1; ; number++) {
            var candidate = PathCodec.NOTHING.repeat(number) + PathCodec.encode(part, 0);
            if (isFree(parent + candidate, isFile)) {
                return candidate;
            }
        }
    }

    private boolean isFree(String path, boolean isFile) {
        var folded = folded(path);
        if (files.contains(folded)) {
            return false;
        }
        var folder = folders.get(folded);
        return folder == null || (!isFile && folder.equals(path));
    }

    /**
     * Splits a name at its slashes. File systems have no empty parts, so an empty part becomes a slash at the start of
     * the next part.
     */
    private static List<String> parts(String name) {
        var parts = new ArrayList<String>();
        var pending = new StringBuilder();
        for (var part : name.split("/", -1)) {
            if (part.isEmpty()) {
                pending.append('/');
            } else {
                parts.add(pending + part);
                pending.setLength(0);
            }
        }
        if (parts.isEmpty()) {
            return List.of(name.isEmpty() ? "%" : name);
        }
        parts.set(parts.size() - 1, parts.getLast() + pending);
        return parts;
    }

    /**
     * Returns the same text for all paths that a file system may regard as equal because it ignores case or the form of
     * accents.
     */
    static String folded(String path) {
        var lower = composed(path).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return composed(lower);
    }

    /** Returns the path with composed accents. */
    static String composed(String path) {
        return Normalizer.isNormalized(path, Normalizer.Form.NFC)
                ? path
                : Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    private static String parent(String path) {
        var slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
