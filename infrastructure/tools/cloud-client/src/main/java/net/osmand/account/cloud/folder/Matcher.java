package net.osmand.account.cloud.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.Folder.Scan;

/** Finds the cloud file of each local file. */
public final class Matcher {
    private final Map<FileKey, LocalFile> matched = new HashMap<>();
    private final PathTable paths = new PathTable();

    private Matcher() {}

    /** Matches a scan with the entries of a folder's state. */
    public static Matcher of(Scan scan, List<Entry> entries) {
        var matcher = new Matcher();
        var byPath = new TreeMap<String, LocalFile>();
        scan.folders().forEach(matcher.paths::addFolder);
        for (var file : scan.files()) {
            byPath.put(file.path(), file);
            matcher.paths.addFile(file.path());
        }
        matcher.takeKnown(entries, byPath);
        matcher.takeSpelledOtherwise(entries, byPath);
        matcher.takeNew(entries, byPath);
        return matcher;
    }

    private void takeKnown(List<Entry> entries, Map<String, LocalFile> byPath) {
        for (var entry : entries) {
            if (entry.base() != null) {
                var file = byPath.remove(entry.base().path());
                if (file != null) {
                    matched.put(entry.key(), file);
                }
            }
        }
    }

    /** Matches paths whose accents have another Unicode form, because some file systems change it. */
    private void takeSpelledOtherwise(List<Entry> entries, Map<String, LocalFile> byPath) {
        var composed = new HashMap<String, LocalFile>();
        byPath.values().forEach(file -> composed.put(PathTable.composed(file.path()), file));
        for (var entry : entries) {
            if (entry.base() != null && !matched.containsKey(entry.key())) {
                var file = composed.get(PathTable.composed(entry.base().path()));
                if (file != null && byPath.remove(file.path()) != null) {
                    matched.put(entry.key(), file);
                }
            }
        }
    }

    private void takeNew(List<Entry> entries, Map<String, LocalFile> byPath) {
        var byOsfPath = new HashMap<String, List<FileKey>>();
        var shortened = new HashMap<String, FileKey>();
        var reserved = new HashSet<FileKey>();
        for (var entry : entries) {
            if (entry.base() != null) {
                paths.addFile(entry.base().path());
                reserved.add(entry.key());
            } else if (entry.isLive()) {
                var osfPath = CloudNames.osfPath(entry.key());
                byOsfPath.computeIfAbsent(osfPath, _ -> new ArrayList<>()).add(entry.key());
                if (osfPath.length() > PathCodec.MAX_LENGTH / 4) {
                    shortened.put(new PathTable().assign(entry.key()), entry.key());
                }
            }
        }
        for (var file : byPath.values()) {
            var path = file.path();
            var known = path.contains(PathCodec.SHORTENED) ? shortened.get(path) : null;
            matched.put(known != null ? known : newKey(path, byOsfPath, reserved), file);
        }
    }

    private FileKey newKey(String path, Map<String, List<FileKey>> byOsfPath, Set<FileKey> reserved) {
        var osfPath = CloudNames.osfPathAt(path);
        var inferred = CloudNames.infer(osfPath);
        var candidates = byOsfPath.getOrDefault(osfPath, List.of()).stream()
                .filter(key -> !matched.containsKey(key))
                .toList();
        if (candidates.contains(inferred)) {
            return inferred;
        } else if (!candidates.isEmpty()) {
            return candidates.getFirst();
        }
        // Another path may already have this name: a folder can contain both a.gpx and %61.gpx.
        var key = inferred;
        for (var number = 1; reserved.contains(key) || matched.containsKey(key); number++) {
            key = number == 1 ? CloudNames.infer(path) : CloudNames.numbered(inferred, number);
        }
        return key;
    }

    /** Returns the local files, including new ones, by their cloud files. */
    public Map<FileKey, LocalFile> matched() {
        return Map.copyOf(matched);
    }

    /** Returns all paths in use. */
    public PathTable paths() {
        return paths;
    }
}
