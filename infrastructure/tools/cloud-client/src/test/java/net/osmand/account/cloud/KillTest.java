package net.osmand.account.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import net.osmand.account.cloud.api.FileKey;
import net.osmand.account.cloud.api.HttpExchange;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import net.osmand.account.cloud.fake.FakeServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command in a child process and crashes it with SIGKILL. */
class KillTest {
    private static final int FILES = 30;
    private static final int CHANGES = 12;

    private final FakeAccount account = new FakeAccount();
    private final Random random = new Random(3);

    /** The expected final content of each track. */
    private final Map<String, String> expected = new HashMap<>();

    private int writes;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void threeKillsLoseAndDoubleNoFile() throws IOException, InterruptedException {
        kill(3);
    }

    @Test
    @Tag("thorough")
    void fiftyKillsLoseAndDoubleNoFile() throws IOException, InterruptedException {
        kill(50);
    }

    private void kill(int kills) throws IOException, InterruptedException {
        try (var server = FakeServer.start(account)) {
            var configuration = folder.resolve("config");
            var uri = server.api().device("unused").server().toString();
            var login = CommandLineRun.of(
                    configuration,
                    new HttpExchange(),
                    FakeApi.CODE + "\n",
                    "login",
                    "--server",
                    uri,
                    "--email",
                    FakeApi.EMAIL);
            assertThat(login.exitCode()).isZero();
            var user = new Device(folder.resolve("copy"), server.api().device("user"), server.api());
            var killed = 0;
            for (var round = 0; killed < kills && round < 3 * kills; round++) {
                change(user);
                killed += isKilled(server) ? 1 : 0;
            }
            assertThat(killed).isEqualTo(kills);

            var last = CommandLineRun.of(
                    configuration, new HttpExchange(), "", "sync", user.root().toString());
            assertThat(last.exitCode()).as(last.out() + last.err()).isZero();
            assertThat(account.contents()).isEqualTo(keys());
            assertThat(user.files().values()).containsExactlyInAnyOrderElementsOf(expected.values());
            var verify = CommandLineRun.of(
                    configuration, new HttpExchange(), "", "verify", user.root().toString());
            assertThat(verify.exitCode()).as(verify.out()).isZero();
            assertThat(versions()).isLessThanOrEqualTo(writes + 4 * killed);
        }
    }

    private Map<String, String> keys() {
        var keys = new HashMap<String, String>();
        expected.forEach((name, content) -> keys.put("GPX " + name, content));
        return keys;
    }

    private int versions() {
        var versions = 0;
        for (var number = 0; number < FILES; number++) {
            versions += account.versions(new FileKey("GPX", "phone/%d.gpx".formatted(number)));
            versions += account.versions(new FileKey("GPX", "laptop/%d.gpx".formatted(number)));
        }
        return versions;
    }

    /** The phone and the laptop change different files, so conflicts are impossible. */
    private void change(Device user) {
        for (var count = 0; count < CHANGES; count++) {
            var phone = "phone/%d.gpx".formatted(random.nextInt(FILES));
            var laptop = "laptop/%d.gpx".formatted(random.nextInt(FILES));
            if (random.nextInt(4) == 0) {
                account.delete(new FileKey("GPX", phone));
                expected.remove(phone);
                if (expected.remove(laptop) != null) {
                    user.delete("tracks/" + laptop);
                }
            } else {
                account.put("GPX", phone, content(phone).getBytes(UTF_8));
                user.write("tracks/" + laptop, content(laptop));
            }
        }
    }

    private String content(String name) {
        var content = "content %d of %s".formatted(writes++, name);
        expected.put(name, content);
        return content;
    }

    /** Starts a sync and kills its process at a random time after a random request. */
    private boolean isKilled(FakeServer server) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                OsmandCloud.class.getName(),
                "sync",
                folder.resolve("copy").toString());
        builder.environment()
                .put("OSMAND_CLOUD_CONFIG", folder.resolve("config").toString());
        var output = folder.resolve("output");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        var left = new AtomicInteger(1 + random.nextInt(CHANGES));
        var delay = random.nextInt(10_000_000);
        var process = builder.start();
        server.atEachRequest(() -> {
            if (left.decrementAndGet() == 0) {
                LockSupport.parkNanos(delay);
                process.destroyForcibly();
            }
        });
        var exitCode = process.waitFor();
        server.atEachRequest(() -> {});
        var isKilled = exitCode == 137;
        assertThat(isKilled || exitCode == 0).as(Files.readString(output)).isTrue();
        return isKilled;
    }
}
