package net.osmand.account.devserver.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3Mock's files are complete at any moment, and a start removes the incomplete objects of a crash. */
class S3EmulatorTest extends RunningS3Emulator {
    private static final ObjectMapper JSON = new ObjectMapper();

    S3EmulatorTest(@TempDir Path folder) {
        super(folder);
    }

    /** S3Mock itself parses the list of all objects in each request, so many objects would make each one slow. */
    @Test
    void requestsDoNotReadTheListOfAllObjectsAgain() throws IOException {
        put("u/1/other");
        try (var recording = new Recording()) {
            recording.enable("jdk.FileRead").withoutThreshold().with("throttle", "off");
            recording.start();
            for (var i = 0; i < 20; i++) {
                put("u/1/" + i);
                assertThat(content(KEPT)).isEqualTo("bytes of " + KEPT);
            }
            recording.stop();
            var file = data.resolve("recording.jfr");
            recording.dump(file);
            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(event -> String.valueOf(event.getString("path"))
                            .endsWith(bucketFile().getFileName().toString()))
                    .isEmpty();
        }
        assertThat(keys()).hasSize(22).contains("u/1/19", KEPT);
    }

    @Test
    @Tag("thorough")
    void noReaderOfTheFolderEverFindsHalfAFile() throws IOException {
        var looks = new AtomicInteger();
        var reader = CompletableFuture.runAsync(() -> {
            while (looks.get() <= 60) {
                assertThat(hasWholeList()).isTrue();
                looks.incrementAndGet();
            }
        });
        do {
            IntStream.range(0, 60).parallel().forEach(i -> {
                put("u/1/" + i);
                s3.deleteObject(delete -> delete.bucket(BUCKET).key("u/1/" + i));
            });
        } while (!reader.isDone());
        reader.join();
        assertThat(JSON.readTree(bucketFile().toFile()).path("objects")).hasSize(61);
    }

    private boolean hasWholeList() {
        try {
            return JSON.readTree(bucketFile().toFile()).path("objects").isObject();
        } catch (IOException half) {
            throw new UncheckedIOException(half);
        }
    }

    @Test
    @Tag("thorough")
    void whatAKillLeftUndoneIsGoneAtTheNextStart() throws IOException {
        put("u/1/deleting");
        put("u/1/putting");
        stop();

        // A put that wrote only its key, one that wrote its version, a deletion and a marker that were interrupted.
        var known = (ObjectNode) JSON.readTree(bucketFile().toFile());
        known.withObject("/objects").put("u/1/noted", UUID.randomUUID().toString());
        JSON.writeValue(bucketFile().toFile(), known);
        delete("u/1/putting", "-objectMetadata.json");
        Files.writeString(folder("u/1/putting").resolve("123-objectMetadata.json.new"), "{\"ke");
        delete("u/1/deleting", "-binaryData");
        var versionsFile = folder(KEPT).resolve("versions.json").toFile();
        var versions = (ObjectNode) JSON.readTree(versionsFile);
        versions.withArray("versions").add(UUID.randomUUID().toString());
        JSON.writeValue(versionsFile, versions);

        emulator = S3Emulator.start(data, clock::local);
        s3 = client();
        assertThat(keys()).containsExactly(KEPT);
        assertThat(content(KEPT)).isEqualTo("bytes of " + KEPT);
        put("u/1/noted");
        put("u/1/putting");
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(KEPT));
        var list = s3.listObjectVersions(l -> l.bucket(BUCKET));
        assertThat(list.deleteMarkers()).hasSize(1);
        assertThat(list.versions()).hasSize(3);
    }

    private List<String> keys() {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private Path bucketFile() {
        return data.resolve(BUCKET).resolve("bucketMetadata.json");
    }

    private Path folder(String key) throws IOException {
        return data.resolve(BUCKET)
                .resolve(JSON.readTree(bucketFile().toFile())
                        .path("objects")
                        .path(key)
                        .asText());
    }

    private void delete(String key, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder(key))) {
            for (var file : files.filter(file -> file.toString().endsWith(end)).toList()) {
                Files.delete(file);
            }
        }
    }
}
