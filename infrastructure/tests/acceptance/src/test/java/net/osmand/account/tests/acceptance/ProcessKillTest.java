package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops and kills a local stack in its own process, with one data folder. */
@Tag("thorough")
class ProcessKillTest {
    private static final String TYPE = "FAVOURITES";
    private static final int LOOPS = 8;
    private static final int STORMS = 3;

    /**
     * Number of acknowledged requests before the process is killed. The loops continue until a request gets no answer.
     */
    private static final int ENOUGH = 40;

    @TempDir
    Path data;

    @Test
    void killedInAnUploadStormItLosesNoAcknowledgedFile() throws IOException, InterruptedException, ExecutionException {
        var stack = TestStack.process(data);
        var app = TestApp.signedUp(stack);
        var names = new AtomicInteger();
        for (var storm = 1; storm <= STORMS; storm++) {
            var enough = new CountDownLatch(ENOUGH);
            var firsts = new CountDownLatch(LOOPS);
            try (var pool = Executors.newFixedThreadPool(LOOPS)) {
                var loops = new ArrayList<Future<Integer>>();
                for (var loop = 0; loop < LOOPS; loop++) {
                    var running = app;
                    var seed = storm * LOOPS + loop;
                    loops.add(pool.submit(() -> uploadUntilNobodyAnswers(running, names, enough, firsts, seed)));
                }
                enough.await();
                firsts.await();
                stack.kill();
                for (var loop : loops) {
                    assertThat(loop.get()).as("uploads of one loop").isPositive();
                }
            }
            stack = TestStack.process(data);
            app = app.onStack(stack);
            assertThat(stack.get("/local/health", Map.of()).statusCode()).isEqualTo(200);
            var found = 0;
            for (var row : app.list().path("allFiles")) {
                var time = row.path("updatetimems").asLong();
                var bytes = app.acknowledged().get(time);
                var download = app.download(TYPE, row.path("name").asText(), time);
                assertThat(download.statusCode()).isEqualTo(200);
                if (bytes != null) {
                    assertThat(download.body()).isEqualTo(bytes);
                    found++;
                }
            }
            assertThat(found)
                    .as("acknowledged files that are there")
                    .isEqualTo(app.acknowledged().size());
        }
        stack.kill();
    }

    /**
     * Uploads until a request gets no answer.
     *
     * @param enough counts the uploads of all loops
     * @param firsts counts the loops that have uploaded once
     */
    private static int uploadUntilNobodyAnswers(
            TestApp app, AtomicInteger names, CountDownLatch enough, CountDownLatch firsts, int seed) {
        var random = new Random(seed);
        var uploads = 0;
        while (true) {
            var bytes = new byte[100 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            HttpResponse<byte[]> answer;
            try {
                answer = app.upload(TYPE, "favorites-" + names.incrementAndGet() + ".gpx", TestApp.gzip(bytes), 1);
            } catch (IllegalStateException killed) {
                release(enough, firsts);
                return uploads;
            }
            if (answer.statusCode() != 200) {
                release(enough, firsts);
                throw new AssertionError("refused: " + answer.statusCode());
            }
            uploads++;
            enough.countDown();
            if (uploads == 1) {
                firsts.countDown();
            }
        }
    }

    /** Lets the test go on if a loop ends before the kill. */
    private static void release(CountDownLatch... latches) {
        for (var latch : latches) {
            while (latch.getCount() > 0) {
                latch.countDown();
            }
        }
    }

    @Test
    void aRestartLosesNothing() throws IOException, InterruptedException {
        var stack = TestStack.process(data);
        var app = TestApp.signedUp(stack);
        var kept = app.store(TYPE, "kept.gpx", "kept");
        var deleted = app.store(TYPE, "deleted.gpx", "deleted");
        app.delete(TYPE, "deleted.gpx");
        var other = new TestApp(stack, TestStack.freshEmail(), "tablet");
        other.register("false");
        var list = app.list();
        stack.stop();

        stack = TestStack.process(data);
        app = app.onStack(stack);
        assertThat(app.list()).as("token, files and trash").isEqualTo(list);
        assertThat(app.content(TYPE, "kept.gpx", kept)).isEqualTo("kept");
        assertThat(app.content(TYPE, "deleted.gpx", deleted)).isEqualTo("deleted");
        var marker = list.path("allFiles").path(0).path("updatetimems").asLong();
        assertThat(app.deleteVersion(TYPE, "deleted.gpx", marker).statusCode()).isEqualTo(200);
        assertThat(app.list().path("uniqueFiles").size()).isEqualTo(2);
        // The pending code and its Cognito user survive.
        other = other.onStack(stack);
        other.signIn();
        assertThat(other.list().path("allFiles").size()).isZero();
        // An existing account's Cognito user survives too and gets a code for another device.
        var second = app.another("tablet");
        assertThat(new String(second.download(TYPE, "kept.gpx", kept).body(), StandardCharsets.ISO_8859_1))
                .isNotEmpty();
        stack.stop();
    }
}
