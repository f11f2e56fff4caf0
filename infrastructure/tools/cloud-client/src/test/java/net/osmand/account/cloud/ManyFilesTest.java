package net.osmand.account.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.HttpExchange;
import net.osmand.account.cloud.fake.RealFiles;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Syncs thousands of files with the dev server and counts requests. The test takes about 85 ms of CPU for each file, so
 * it generates 2,000. System property {@code cloud.files} sets another number. {@code TenThousandFilesTest} has 10,000
 * files and a fake server. Environment variable {@code OSMAND_GPX} names a folder of real GPX files that are synced
 * too.
 */
@Tag("thorough")
class ManyFilesTest {
    private static final int GENERATED = Integer.getInteger("cloud.files", 2_000);
    private static final int MAX_FOR_TEN_CHANGES = 12;

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSyncCostsWhatHasChanged() throws IOException {
        try (var server = DevServer.start(
                folder.resolve("data"), 0, TestServer.template(), Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM)) {
            for (var profile : List.of("one", "two")) {
                assertThat(TestServer.login(server, folder.resolve("config"), profile, "ann@example.org")
                                .exitCode())
                        .isZero();
            }
            var real = RealFiles.copyTo(folder.resolve("one/tracks/real"));
            for (var number = 0; number < GENERATED; number++) {
                write(number, "<gpx><!-- %d --></gpx>".formatted(number));
            }

            var first = sync("one");
            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.out()).isEqualTo("Done: upload: %d.\n".formatted(real + GENERATED));
            var forAll = requests.size();

            // The server repeats the changes of the last 5 minutes, so the first run after that time reads all of them
            // again.
            TestServer.advance(server, Duration.ofMinutes(10));
            assertThat(sync("one").out()).isEqualTo("Nothing to do.\n");
            var forSettling = requests.size();
            assertThat(sync("one").out()).isEqualTo("Nothing to do.\n");
            assertThat(requests).containsExactly("GET /v1/changes/since");

            for (var number = 0; number < 5; number++) {
                write(number, "<gpx>changed</gpx>" + number);
                Files.delete(file(100 + number));
            }
            assertThat(sync("one").out()).isEqualTo("Done: delete in the cloud: 5, upload: 5.\n");
            assertThat(requests).hasSizeLessThanOrEqualTo(MAX_FOR_TEN_CHANGES);
            var forTen = requests.size();

            var second = sync("two");
            assertThat(second.out())
                    .as(second.err())
                    .isEqualTo("Done: download: %d.\n".formatted(real + GENERATED - 5));
            var forPull = requests.size();
            assertThat(contents("two")).isEqualTo(contents("one"));
            System.out.printf(
                    "cloud-client: %d real and %d generated files: %d requests for all, %d for the changes of the last"
                            + " minutes, 1 without changes, %d for ten changes, %d for another computer%n",
                    real, GENERATED, forAll, forSettling, forTen, forPull);
        }
    }

    private CommandLineRun sync(String profile) {
        Exchange network = new HttpExchange();
        requests.clear();
        Exchange counting = request -> {
            requests.add(request.method() + " " + request.uri().getPath());
            return network.send(request);
        };
        return CommandLineRun.of(
                folder.resolve("config"),
                counting,
                "",
                "sync",
                folder.resolve(profile).toString(),
                "--profile",
                profile);
    }

    private Path file(int number) {
        return folder.resolve("one/tracks/%d/%d.gpx".formatted(number % 100, number));
    }

    private void write(int number, String content) throws IOException {
        Files.createDirectories(file(number).getParent());
        Files.writeString(file(number), content);
    }

    private List<String> contents(String profile) throws IOException {
        var tracks = folder.resolve(profile).resolve("tracks");
        try (Stream<Path> walk = Files.walk(tracks)) {
            var contents = new ArrayList<String>();
            for (var file : walk.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(tracks.relativize(file) + " " + new String(Files.readAllBytes(file), UTF_8).hashCode());
            }
            return contents;
        }
    }
}
