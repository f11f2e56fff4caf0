package net.osmand.account.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import net.osmand.account.cloud.api.Exchange;
import net.osmand.account.cloud.fake.Device;
import net.osmand.account.cloud.fake.FakeAccount;
import net.osmand.account.cloud.fake.FakeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code sync --watch}, which runs until its thread is interrupted. */
@Tag("slow")
class WatchTest {
    /** Seconds; longer than any test waits, so a change that arrives did not wait for the interval. */
    private static final String LONG = "600";

    private static final long PATIENCE_SECONDS = 60;

    private final FakeAccount account = new FakeAccount();
    private final FakeApi api = new FakeApi(account, Device.SERVER);
    private final CompletableFuture<CommandLineRun> ended = new CompletableFuture<>();
    private final AtomicInteger polls = new AtomicInteger();
    private Thread thread = new Thread(() -> {});

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void login() {
        var login = run(api, FakeApi.CODE + "\n", "login", "--server", "http://127.0.0.1:1", "--email", FakeApi.EMAIL);
        assertThat(login.exitCode()).isZero();
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private CommandLineRun run(Exchange network, String input, String... arguments) {
        return CommandLineRun.of(folder.resolve("config"), network, input, arguments);
    }

    private Path copy() {
        return folder.resolve("copy");
    }

    private void watch(String interval, Exchange network) {
        Exchange counting = request -> {
            if (request.uri().getPath().equals("/v1/changes/since")) {
                polls.incrementAndGet();
            }
            return network.send(request);
        };
        thread = Thread.ofPlatform()
                .start(() -> ended.complete(
                        run(counting, "", "sync", "--watch", "--interval", interval, copy().toString())));
    }

    private void write(String path, String content) throws IOException {
        var file = copy().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void eventually(String what, BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s; in the cloud: %s", what, account.contents())
                    .isLessThan(end);
            assertThat(ended).as(what).isNotDone();
            Thread.sleep(50);
        }
    }

    private boolean has(String name, String content) {
        return content.equals(account.contents().get("GPX " + name));
    }

    @Test
    void localChangesAreSentWithoutWaitingForTheInterval() throws Exception {
        write("tracks/a.gpx", "1");
        watch(LONG, api);
        eventually("the first run", () -> has("a.gpx", "1"));

        write("tracks/a.gpx", "two");
        write("tracks/new/folder/b.gpx", "1");
        eventually("the changes", () -> has("a.gpx", "two") && has("new/folder/b.gpx", "1"));
        write("tracks/new/folder/b.gpx", "two");
        eventually("a change in a new folder", () -> has("new/folder/b.gpx", "two"));
        Files.delete(copy().resolve("tracks/a.gpx"));
        eventually("the deletion", () -> !account.contents().containsKey("GPX a.gpx"));
    }

    @Test
    void aChangeDuringARunIsSentWithoutWaitingForTheInterval() throws Exception {
        write("tracks/a.gpx", "1");
        watch(LONG, request -> {
            if (request.uri().getPath().endsWith("upload-file") && Files.notExists(copy().resolve("tracks/b.gpx"))) {
                write("tracks/b.gpx", "meanwhile");
            }
            return api.send(request);
        });

        eventually("the change", () -> has("b.gpx", "meanwhile"));
    }

    @Test
    void changesOfTheCloudArriveAtTheInterval() throws Exception {
        watch("1", api);
        eventually("the first run", () -> polls.get() > 0);

        account.put("GPX", "phone.gpx", "1".getBytes(UTF_8));

        eventually("the download", () -> Files.exists(copy().resolve("tracks/phone.gpx")));
    }

    @Test
    void anIdleFolderCostsOneRequestForEachRun() throws Exception {
        write("tracks/a.gpx", "1");
        watch("1", api);
        eventually("the first run", () -> has("a.gpx", "1"));
        // The second run polls the change that the upload made, so later runs have nothing to do.
        var before = polls.get();
        eventually("the second run", () -> polls.get() > before + 1);
        api.takeRequests();
        var idle = polls.get();

        // A poll counts before its request is recorded.
        eventually("three more runs", () -> polls.get() > idle + 3);

        assertThat(api.takeRequests())
                .hasSizeGreaterThan(2)
                .allSatisfy(request -> assertThat(request).contains("/v1/changes/since"));
    }

    @Test
    void aServerThatIsAwayIsAskedAgain() throws Exception {
        var down = new AtomicInteger(10);
        watch("1", request -> {
            if (down.getAndDecrement() > 0) {
                throw new ConnectException("refused");
            }
            return api.send(request);
        });

        account.put("GPX", "phone.gpx", "1".getBytes(UTF_8));
        eventually("the download", () -> Files.exists(copy().resolve("tracks/phone.gpx")));

        thread.interrupt();
        var run = ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(run.err().lines().findFirst()).contains("No server answers at 127.0.0.1:1.");
    }

    @Test
    void anEndedSignInEndsTheCommand() throws Exception {
        watch("1", api);
        eventually("the first run", () -> polls.get() > 0);
        run(api, "", "logout");

        // The profile no longer has the token, but the running command still does.
        assertThat(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitCode()).isEqualTo(4);
    }

    @Test
    void anIntervalIsAtLeastOneSecond() {
        var run = run(api, "", "sync", "--watch", "--interval", "0", copy().toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("The interval must be 1 second or longer. Add --help for help.");
        assertThat(account.contents()).isEqualTo(Map.of());
    }
}
