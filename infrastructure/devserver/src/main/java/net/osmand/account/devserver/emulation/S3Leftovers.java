package net.osmand.account.devserver.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.osmand.account.emulators.wire.StateFile;

/**
 * Removes incomplete objects from S3Mock's folder before S3Mock starts. A put writes the key, then the version, then
 * the bytes, and last the metadata. A deletion removes them in reverse order. An object without metadata was therefore
 * never acknowledged, or was being deleted.
 */
final class S3Leftovers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "bucketMetadata.json";
    private static final String VERSIONS = "versions.json";
    private static final String METADATA = "objectMetadata.json";
    private static final String BYTES = "binaryData";
    private static final String FRESH = ".new";
    private static final String PARTS = "multiparts";

    private S3Leftovers() {}

    /** Keeps only complete objects and versions in each bucket below the folder. */
    static void clear(Path folder) throws IOException {
        for (var bucket : children(folder)) {
            if (Files.exists(bucket.resolve(BUCKET))) {
                clearBucket(bucket);
            }
        }
    }

    private static void clearBucket(Path bucket) throws IOException {
        deleteFresh(bucket);
        var known = (ObjectNode) read(bucket.resolve(BUCKET));
        var objects = known.withObject("/objects");
        var before = objects.size();
        var awaited = awaited(bucket.resolve(PARTS));
        for (var entries = objects.properties().iterator(); entries.hasNext(); ) {
            var entry = entries.next();
            var object = bucket.resolve(entry.getValue().asText());
            if (!isThere(object) && !awaited.contains(entry.getKey())) {
                delete(object);
                entries.remove();
            }
        }
        if (objects.size() < before) {
            new StateFile(bucket.resolve(BUCKET)).write(known);
        }
    }

    /** Keys of unfinished multipart uploads. S3Mock creates the key when the upload starts. */
    private static Set<String> awaited(Path uploads) throws IOException {
        var awaited = new HashSet<String>();
        for (var upload : Files.isDirectory(uploads) ? children(uploads) : List.<Path>of()) {
            var metadata = upload.resolve("multipartMetadata.json");
            if (Files.exists(metadata) && !read(metadata).path("completed").asBoolean()) {
                awaited.add(read(metadata).path("upload").path("key").asText());
            }
        }
        return awaited;
    }

    /** Returns whether anything is left of the object after its incomplete versions are removed. */
    private static boolean isThere(Path object) throws IOException {
        if (!Files.isDirectory(object)) {
            return false;
        }
        deleteFresh(object);
        if (!Files.exists(object.resolve(VERSIONS))) {
            return isWhole(object, "");
        }
        var known = (ObjectNode) read(object.resolve(VERSIONS));
        var versions = known.withArray("versions");
        var before = versions.size();
        for (var ids = versions.elements(); ids.hasNext(); ) {
            if (!isWhole(object, ids.next().asText() + "-")) {
                ids.remove();
            }
        }
        if (!versions.isEmpty() && versions.size() < before) {
            new StateFile(object.resolve(VERSIONS)).write(known);
        }
        return !versions.isEmpty();
    }

    private static boolean isWhole(Path object, String version) throws IOException {
        var metadata = object.resolve(version + METADATA);
        return Files.exists(metadata)
                && (Files.exists(object.resolve(version + BYTES))
                        || read(metadata).path("deleteMarker").asBoolean());
    }

    private static void deleteFresh(Path folder) throws IOException {
        for (var file : children(folder)) {
            if (file.getFileName().toString().endsWith(FRESH)) {
                Files.delete(file);
            }
        }
    }

    private static void delete(Path object) throws IOException {
        if (Files.isDirectory(object)) {
            for (var file : children(object)) {
                Files.delete(file);
            }
            Files.delete(object);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " can not be read", unreadable);
        }
    }
}
