package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Syncs two devices (docs/protocol/mobile.md#a-sync-round), with real tracks if they are available. */
@Tag("slow")
class SyncTest {
    private static final int FILES = 70;

    private final TestStack stack = TestStack.shared();

    /** Expected content of the cloud and of each device, by type and name. */
    private final Map<String, byte[]> expected = new TreeMap<>();

    @Test
    void twoDevicesEndEqualToTheCloudByteForByte() throws IOException, InterruptedException, ExecutionException {
        twoDevicesSync(FILES, FILES / 5);
    }

    @Test
    @Tag("thorough")
    void twoDevicesEndEqualToTheCloudByteForByteWithManyFiles()
            throws IOException, InterruptedException, ExecutionException {
        twoDevicesSync(3 * FILES, Integer.MAX_VALUE);
    }

    private void twoDevicesSync(int generated, int tracks)
            throws IOException, InterruptedException, ExecutionException {
        var a = new TestApp(stack, TestStack.freshEmail(), "phone");
        a.register("false");
        assertThat(a.deviceRegister("").statusCode())
                .as("the probe that apps send first")
                .isEqualTo(400);
        a.signIn();
        a.grantPro();
        generate(generated);
        realTracks(tracks);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(generated);
        try (var pool = Executors.newFixedThreadPool(4)) {
            var uploads = expected.entrySet().stream()
                    .<Future<?>>map(file -> pool.submit(() -> upload(a, file.getKey(), file.getValue())))
                    .toList();
            for (var upload : uploads) {
                upload.get();
            }
        }
        var b = a.another("tablet");
        assertEqualTo(b);

        var keys = expected.keySet().stream().limit(60).toList();
        edit(a, keys.subList(0, 10));
        edit(b, keys.subList(10, 20));
        // The other device restores half of the files that the first one deleted.
        keys.subList(20, 40).forEach(key -> a.delete(type(key), name(key)));
        keys.subList(40, 60).forEach(key -> b.delete(type(key), name(key)));
        restore(b, keys.subList(20, 30));
        restore(a, keys.subList(40, 50));
        expected.keySet().removeAll(keys.subList(30, 40));
        expected.keySet().removeAll(keys.subList(50, 60));
        assertEqualTo(a);
        assertEqualTo(b);
    }

    private void edit(TestApp app, List<String> keys) {
        for (var key : keys) {
            var edited = TestApp.gzip(("edited " + key).getBytes(StandardCharsets.UTF_8));
            upload(app, key, edited);
            expected.put(key, edited);
        }
    }

    /** Restores the files by removing their deletion markers. */
    private static void restore(TestApp app, List<String> keys) {
        for (var row : app.list().path("allFiles")) {
            var key = row.path("type").asText() + " " + row.path("name").asText();
            if (row.path("filesize").asInt() == -1 && keys.contains(key)) {
                assertThat(app.deleteVersion(
                                        type(key),
                                        name(key),
                                        row.path("updatetimems").asLong())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    /** Downloads every listed file and compares it with the expected content. */
    private void assertEqualTo(TestApp app) {
        var found = new HashMap<String, byte[]>();
        for (var row : app.list().path("uniqueFiles")) {
            var type = row.path("type").asText();
            var name = row.path("name").asText();
            found.put(
                    type + " " + name,
                    app.download(type, name, row.path("updatetimems").asLong()).body());
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, bytes) ->
                assertThat(Arrays.equals(found.get(key), bytes)).as(key).isTrue());
    }

    private static int upload(TestApp app, String key, byte[] gzip) {
        assertThat(app.upload(type(key), name(key), gzip, 1767038009554L).statusCode())
                .as(key)
                .isEqualTo(200);
        return gzip.length;
    }

    private void generate(int files) {
        var random = new Random(42);
        for (var i = 0; i < files; i++) {
            // Sizes range from 100 bytes to 3 MB; small ones are more frequent.
            var bytes = new byte[(int) (100 * Math.pow(30_000, random.nextDouble() * random.nextDouble()))];
            random.nextBytes(bytes);
            var key = switch (i % 4) {
                case 0 -> "PROFILE profile_" + i + ".json";
                case 1 -> "FILE rendering/style " + i + ".render.xml";
                case 2 -> "GPX rec/2026-" + i + ".gpx";
                default -> "QUICK_ACTIONS button " + i + ".json";
            };
            expected.put(key, TestApp.gzip(bytes));
        }
    }

    private void realTracks(int most) throws IOException {
        var folder = TestStack.root().resolveSibling("shared").resolve("data").resolve("gpx");
        if (!Files.isDirectory(folder)) {
            LoggerFactory.getLogger(SyncTest.class).warn("no ../shared/data/gpx here: only generated files are synced");
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).limit(most).toList()) {
                expected.put("GPX " + folder.relativize(file), TestApp.gzip(Files.readAllBytes(file)));
            }
        }
    }

    private static String type(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static String name(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }
}
