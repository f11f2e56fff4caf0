package net.osmand.account.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.api.HttpExchange;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.devserver.Mode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs all commands against the dev server. */
class DevServerTest {
    @TempDir
    private static Path data = Path.of("");

    private static DevServer server;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        server = DevServer.start(data, 0, TestServer.template(), Map.of("DefaultPlan", "PRO"), Mode.ONE_JVM);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private CommandLineRun login(String profile, String email) {
        return TestServer.login(server, folder.resolve("config"), profile, email);
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(folder.resolve("config"), new HttpExchange(), "", arguments);
    }

    private String dir(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String path, byte[] content) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static JsonNode last(CommandLineRun run) {
        return TestServer.json(run.out().lines().toList().getLast());
    }

    @Test
    void twoComputersKeepTheSameFiles() throws IOException {
        assertThat(login("one", "ann@example.org").exitCode()).isZero();
        assertThat(login("two", "ann@example.org").exitCode()).isZero();
        var noise = new byte[9 << 20];
        new Random(1).nextBytes(noise);
        write("one/voice/large.bin", noise);
        write("one/tracks/Zürich 1.gpx", "<gpx/>".getBytes(UTF_8));
        write("one/favorites-food.gpx", "<gpx/>".repeat(100).getBytes(UTF_8));
        write("one/empty.txt", new byte[0]);

        var sync = run("sync", dir("one"), "--profile", "one", "--json");
        assertThat(last(sync).path("counts").path("upload").asInt())
                .as(sync.out() + sync.err())
                .isEqualTo(4);
        assertThat(run("sync", dir("one"), "--profile", "one").out()).isEqualTo("Nothing to do.\n");
        assertThat(run("pull", dir("two"), "--profile", "two").out()).isEqualTo("Done: download: 4.\n");
        assertThat(Files.readAllBytes(folder.resolve("two/voice/large.bin"))).isEqualTo(noise);

        Files.move(folder.resolve("two/voice/large.bin"), folder.resolve("two/voice/moved.bin"));
        Files.delete(folder.resolve("two/empty.txt"));
        assertThat(run("sync", dir("two"), "--profile", "two").out())
                .isEqualTo("Done: delete in the cloud: 1, rename: 1.\n");
        assertThat(run("sync", dir("one"), "--profile", "one").out())
                .isEqualTo("Done: delete in the folder: 2, download: 1.\n");
        for (var name : List.of("one", "two")) {
            var verify = run("verify", dir(name), "--profile", name);
            assertThat(verify.out())
                    .isEqualTo("3 files are equal, 0 differ, 0 public maps are not stored in the cloud.\n");
        }
        assertThat(paths("one")).isEqualTo(paths("two"));
    }

    private List<String> paths(String name) throws IOException {
        var root = folder.resolve(name);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(path -> !path.startsWith(".trash") && !path.startsWith(".osmand-cloud"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void anArchiveGoesOutAndIn() throws IOException {
        login("one", "bob@example.org");
        login("two", "eve@example.org");
        write("one/tracks/a.gpx", "<gpx/>".getBytes(UTF_8));
        write("one/favorites.gpx", "<gpx>1</gpx>".getBytes(UTF_8));
        run("push", dir("one"), "--profile", "one");

        var export = run("export", dir("all.osf"), "--profile", "one");
        assertThat(export.out()).as(export.err()).startsWith("2 files are in ");
        assertThat(run("import", dir("all.osf"), "--profile", "two").out())
                .isEqualTo("Stored: 2, in the cloud already: 0, failed: 0.\n");
        assertThat(run("import", dir("all.osf"), "--profile", "two").out())
                .isEqualTo("Stored: 0, in the cloud already: 2, failed: 0.\n");
        run("pull", dir("two"), "--profile", "two");
        assertThat(paths("two")).isEqualTo(paths("one"));
        assertThat(run("sync", dir("one"), "--profile", "two").exitCode()).isEqualTo(7);
    }

    @Test
    void anArchiveThatAJobMakesGoesOutAndIn() throws IOException {
        login("one", "max@example.org");
        login("two", "mia@example.org");
        var noise = new byte[6 << 20];
        new Random(2).nextBytes(noise);
        write("one/voice/large.bin", noise);
        write("one/tracks/a.gpx", "<gpx/>".getBytes(UTF_8));
        assertThat(run("push", dir("one"), "--profile", "one").exitCode()).isZero();
        var states = new ArrayList<String>();
        Exchange network = new HttpExchange();
        Exchange watched = request -> {
            if (request.uri().getPath().startsWith("/v1/exports/")) {
                // Tests skip the command's own pauses.
                LockSupport.parkNanos(100_000_000);
                states.add(request.uri().getPath());
            }
            return network.send(request);
        };

        var export =
                CommandLineRun.of(folder.resolve("config"), watched, "", "export", dir("all.zip"), "--profile", "one");

        assertThat(export.out()).as(export.err()).startsWith("2 files are in ");
        assertThat(states).as("status requests after a 202").isNotEmpty();
        assertThat(run("import", dir("all.zip"), "--profile", "two").out())
                .isEqualTo("Stored: 2, in the cloud already: 0, failed: 0.\n");
        run("pull", dir("two"), "--profile", "two");
        assertThat(Files.readAllBytes(folder.resolve("two/voice/large.bin"))).isEqualTo(noise);
    }

    @Test
    void theTourOfTheReadmeIsThreeCommands() throws IOException {
        write("osmand/favorites.gpx", "<gpx/>".getBytes(UTF_8));
        var readme = Files.readString(TestServer.template().resolveSibling("README.md"));
        var tour = readme.lines()
                .filter(line -> line.startsWith("osmand-cloud "))
                .map(line -> line.replace("http://127.0.0.1:8080", server.uri().toString()))
                .map(line -> line.replace("~/osmand", dir("osmand")))
                .map(line -> line.replace("ann@example.org", "joe@example.org"))
                .map(line -> line.substring("osmand-cloud ".length()).split(" "))
                .toList();
        assertThat(tour).hasSize(3);
        // An earlier step of the tour has created the account.
        login("earlier", "joe@example.org");

        var printed = new StringBuilder();
        for (var command : tour) {
            var run = CommandLineRun.of(
                    folder.resolve("config"),
                    new HttpExchange(),
                    () -> TestServer.newestCode(server, "joe@example.org"),
                    command);
            assertThat(run.exitCode()).as(run.err()).isZero();
            printed.append(run.out());
        }
        assertThat(printed).contains("upload: 1", "files are equal, 0 differ");
    }

    @Test
    void statusShowsTheAccountAndLogoutEndsTheAccess() throws IOException {
        login("one", "kim@example.org");
        write("one/tracks/a.gpx", "<gpx/>".getBytes(UTF_8));
        var status = run("status", dir("one"), "--profile", "one", "--json");
        assertThat(last(status).path("plan").asText()).as(status.err()).isNotEmpty();
        assertThat(last(status).path("devices")).hasSize(1);
        assertThat(last(status).path("differences").path("upload").asInt()).isEqualTo(1);
        run("sync", dir("one"), "--profile", "one");
        assertThat(run("status", "--profile", "one").out()).contains("Plan ", "MY_PLACES", "osmand-cloud");

        var token = Files.readString(folder.resolve("config/one.json"));
        assertThat(run("logout", "--profile", "one").exitCode()).isZero();
        Files.writeString(folder.resolve("config/one.json"), token);
        var sync = run("sync", dir("one"), "--profile", "one");
        assertThat(sync.exitCode()).isEqualTo(4);
        assertThat(Arrays.asList(sync.err().strip().split("\n", -1))).hasSize(1);
    }
}
