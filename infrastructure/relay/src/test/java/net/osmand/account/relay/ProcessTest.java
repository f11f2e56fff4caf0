package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the relay as a process: crashes, shutdowns, memory and processor time. */
@Tag("slow")
class ProcessTest {
    private static final int MIB = 1 << 20;

    /**
     * Limit of the CPU time, as a multiple of {@link CpuBaseline}'s. Parsing or copying each byte many times would need
     * more. docs/relay.md has the measurement.
     */
    private static final double MAX_CPU = 25;

    /** The heap and the other memory of a JVM, in MiB. */
    private static final long MAX_MEMORY_MIB = 220;

    @TempDir
    Path spool;

    private StubApi api;

    @BeforeEach
    void start() throws Exception {
        api = new StubApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void removesAtTheNextStartWhatACrashHasLeft() throws Exception {
        try (var relay = new ChildRelay(api.uri(), spool);
                var upload = new RawUpload(relay.uri(), TestRelay.appUpload("x"), new TestUpload(20 * MIB))) {
            upload.send(6 * MIB);
            Eventually.is("spooled", () -> spooled() > 0);
            relay.kill();
        }
        assertThat(spooled()).isPositive();

        try (var relay = new ChildRelay(api.uri(), spool)) {
            assertThat(spooled()).isZero();
            assertThat(upload(relay.uri(), "x", 20L * MIB)).isEqualTo(200);
        }
        assertThat(api.stored()).hasSize(1);
    }

    @Test
    void losesNothingThatWasAcknowledgedBeforeACrash() throws Exception {
        try (var relay = new ChildRelay(api.uri(), spool)) {
            assertThat(upload(relay.uri(), "x", 20L * MIB)).isEqualTo(200);
            relay.kill();
        }
        assertThat(api.stored())
                .extracting(StubApi.Stored::sha256)
                .containsExactly(new TestUpload(20L * MIB).digests());
        assertThat(spooled()).isZero();
    }

    /** Crashes the relay at each request of an upload in turn, and then sends the file again. */
    @Test
    @Tag("thorough")
    void storesOnlyWholeVersionsAfterACrashAtAnyRequest() throws Exception {
        var size = 20L * MIB;
        var whole = new TestUpload(size).digests();
        var killed = 0;
        for (var at = 1; killed == at - 1; at++) {
            var name = "file" + at;
            if (isKilledAt(at, name, size)) {
                killed++;
            }
            try (var relay = new ChildRelay(api.uri(), spool)) {
                assertThat(spooled()).isZero();
                assertThat(upload(relay.uri(), name, size)).isEqualTo(200);
            }
            assertThat(api.stored())
                    .filteredOn(stored -> stored.name().equals(name))
                    .hasSizeBetween(1, 2)
                    .allSatisfy(stored -> assertThat(stored.sha256()).isEqualTo(whole));
        }
        // Authentication, start, links, three parts, completion and one poll.
        assertThat(killed).isGreaterThanOrEqualTo(8);
    }

    private boolean isKilledAt(int request, String name, long size) throws Exception {
        var left = new AtomicInteger(request);
        try (var relay = new ChildRelay(api.uri(), spool)) {
            api.broken = _ -> {
                if (left.decrementAndGet() == 0) {
                    relay.kill();
                }
                return false;
            };
            return upload(relay.uri(), name, size) != 200;
        } catch (IOException _) {
            return true;
        } finally {
            api.broken = _ -> false;
        }
    }

    @Test
    void letsRunningUploadsEndAfterSigterm() throws Exception {
        api.polls = Integer.MAX_VALUE;
        try (var relay = new ChildRelay(api.uri(), spool);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = threads.submit(() -> upload(relay.uri(), "x", 20L * MIB));
            Eventually.is(
                    "completed",
                    () -> api.seen().stream().anyMatch(seen -> seen.path().endsWith("/complete")));
            var process = relay.terminate();
            // The check ends after the signal only, so the upload was running.
            api.polls = 1;

            assertThat(running.get()).isEqualTo(200);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(api.stored()).hasSize(1);
    }

    @Test
    void doesNotStartWithACertificateAlone() throws Exception {
        var certificate = spool.resolve("fullchain.pem").toString();

        assertThat(ChildRelay.failure(api.uri(), spool, "--tls-cert", certificate))
                .isEqualTo("1 --tls-cert and --tls-key need each other");
        assertThat(ChildRelay.failure(api.uri(), spool, "--tls-key", certificate))
                .isEqualTo("1 --tls-cert and --tls-key need each other");
    }

    @Test
    @Tag("thorough")
    void needsNoMoreMemoryForFiftyUploadsThanForOne() throws Exception {
        var size = Long.getLong("relay.test.mib", 24) * MIB;
        api.discards = true;
        try (var relay = new ChildRelay(api.uri(), spool, "--uploads-per-address", "50");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(upload(relay.uri(), "first", size)).isEqualTo(200);
            var one = relay.peakMib();
            var running = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 50; i++) {
                var name = "file" + i;
                running.add(threads.submit(() -> upload(relay.uri(), name, size)));
            }
            for (var each : running) {
                assertThat(each.get()).isEqualTo(200);
            }
            var fifty = relay.peakMib();
            System.out.printf("relay: peak memory %d MiB after one upload, %d MiB after 50 at once%n", one, fifty);
            assertThat(fifty).isLessThan(MAX_MEMORY_MIB);
        }
        assertThat(api.stored()).hasSize(51);
    }

    @Test
    @Tag("thorough")
    void needsLittleProcessorTime() throws Exception {
        var size = 200L * MIB;
        api.discards = true;
        try (var relay = new ChildRelay(api.uri(), spool)) {
            upload(relay.uri(), "warm", 50L * MIB);
            var before = relay.cpu();
            assertThat(upload(relay.uri(), "200", size)).isEqualTo(200);
            var used = relay.cpu().minus(before).toMillis();
            var baseline = CpuBaseline.cpuMillis(spool, size);
            var ratio = (double) used / baseline;
            System.out.printf(
                    "relay: 200 MiB took %d ms of CPU, SHA-256 and a copy %d ms: %.1f times%n", used, baseline, ratio);
            assertThat(ratio).isLessThan(MAX_CPU);
        }
    }

    private int upload(URI relay, String name, long size) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(relay + TestRelay.appUpload(name)))
                    .header("Content-Type", TestUpload.CONTENT_TYPE)
                    .POST(BodyPublishers.ofInputStream(() -> new TestUpload(size).body()))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private long spooled() throws Exception {
        try (var files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".upload")).count();
        }
    }
}
