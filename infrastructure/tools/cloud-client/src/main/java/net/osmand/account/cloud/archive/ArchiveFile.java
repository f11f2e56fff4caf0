package net.osmand.account.cloud.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.folder.CloudNames;
import org.jspecify.annotations.Nullable;

/** An archive of files: an OSF, a ZIP export of the account, or any ZIP of tracks. */
final class ArchiveFile implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "items.json";
    private static final String GPX = "GPX";
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z_]+");

    /** The fields of every item. An item with more fields describes its file, as a companion in the cloud does. */
    private static final Set<String> PLAIN = Set.of("type", "file", "subtype", "name", "pluginId");

    private final ZipFile zip;

    private ArchiveFile(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * A file of the archive.
     *
     * @param companion the content of the file's companion, if the archive describes the file
     */
    record Item(FileKey key, ZipEntry entry, @Nullable String companion) {
        FileKey companionKey() {
            return new FileKey(key.type(), key.name() + ".info");
        }
    }

    static ArchiveFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CloudException(ExitCode.BAD_ARCHIVE, "There is no file %s.".formatted(file));
        }
        try {
            return new ArchiveFile(new ZipFile(file.toFile()));
        } catch (IOException e) {
            throw new CloudException(ExitCode.BAD_ARCHIVE, "The file %s is no complete archive.".formatted(file), e);
        }
    }

    ZipFile zip() {
        return zip;
    }

    /** Returns all files that can be stored, each cloud name once. Skips paths that lead out of the archive. */
    List<Item> items() {
        var described = described();
        var items = new ArrayList<Item>();
        var keys = new HashSet<FileKey>();
        for (var entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            var path = entry.getName().replaceAll("^/+", "");
            var isSafe =
                    !path.contains("\\") && !Arrays.asList(path.split("/", -1)).contains("..");
            if (!entry.isDirectory() && !path.equals(MANIFEST) && isSafe) {
                var item = described.get(path);
                var key = item == null ? inferred(path) : key(item);
                if (keys.add(key)) {
                    items.add(new Item(key, entry, item == null ? null : companion(item, key)));
                }
            }
        }
        return items;
    }

    /** Returns the items of the manifest by the possible paths of their entries. */
    private Map<String, JsonNode> described() {
        var byPath = new HashMap<String, JsonNode>();
        var manifest = zip.getEntry(MANIFEST);
        if (manifest == null) {
            return byPath;
        }
        try (var in = zip.getInputStream(manifest)) {
            for (var item : JSON.readTree(in).path("items")) {
                var key = key(item);
                byPath.put(CloudNames.osfPath(key), item);
                byPath.put(key.type() + "/" + key.name(), item);
            }
            return byPath;
        } catch (IOException e) {
            throw new CloudException(ExitCode.BAD_ARCHIVE, "The archive's items.json is damaged.", e);
        }
    }

    private static FileKey key(JsonNode item) {
        var type = item.path("type").asText().replaceFirst("^QUICK_ACTION$", "QUICK_ACTIONS");
        var path = item.path("file").asText(item.path("name").asText()).replaceAll("^/+", "");
        return new FileKey(type, type.equals(GPX) ? path.replaceFirst("^tracks/", "") : path);
    }

    private static FileKey inferred(String path) {
        var slash = path.indexOf('/');
        if (slash > 0 && TYPE.matcher(path.substring(0, slash)).matches()) {
            return new FileKey(path.substring(0, slash), path.substring(slash + 1));
        }
        var key = CloudNames.infer(path);
        var isTrack = key.type().equals("FILE") && path.endsWith(".gpx");
        return isTrack ? new FileKey(GPX, path) : key;
    }

    private static @Nullable String companion(JsonNode item, FileKey key) {
        var isPlain = item.properties().stream().allMatch(field -> PLAIN.contains(field.getKey()));
        if (isPlain || key.name().endsWith(".info") || !(item instanceof ObjectNode object)) {
            return null;
        }
        return object.deepCopy().put("file", "/" + CloudNames.osfPath(key)).toString();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
