package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sends parallel requests to one account. Every allowed request succeeds, and the usage is exact without a check. */
@Tag("slow")
class ParallelChangesTest {
    private static final String TYPE = "FAVOURITES";

    /** Bytes; a little below the largest file of a free plan, and two such files fit into the quota. */
    private static final int LARGE = 1_900_000;

    /** Bytes of a free plan. */
    private static final long QUOTA = 5L << 20;

    private final TestStack stack = TestStack.shared();
    private final TestApp app = TestApp.signedUp(stack);
    private final Invariants invariants = new Invariants(stack);

    @Test
    void tenDeletionsOfOneFileAreOneDeletion() throws Exception {
        for (var round = 0; round < 3; round++) {
            app.store(TYPE, "a.gpx", "content " + round);
            var answers =
                    atOnce(Collections.<Callable<HttpResponse<byte[]>>>nCopies(10, () -> app.delete(TYPE, "a.gpx")));

            assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
            assertThat(usage("lb")).isZero();
            assertThat(usage("lf")).isZero();
        }
        assertThat(app.list().path("allFiles"))
                .as("three contents, three markers")
                .hasSize(6);
        invariants.check(app);
    }

    @Test
    void sixteenUploadsNeverPassThePlan() throws Exception {
        var contents = IntStream.range(0, 16)
                .mapToObj(n -> TestApp.gzip(noise(n, LARGE)))
                .toList();
        var uploads = IntStream.range(0, 16)
                .<Callable<HttpResponse<byte[]>>>mapToObj(
                        n -> () -> app.upload(TYPE, "large " + n + ".gpx", contents.get(n), 0))
                .toList();
        var answers = atOnce(uploads);

        var stored =
                answers.stream().filter(answer -> answer.statusCode() == 200).count();
        assertThat(stored).isEqualTo(QUOTA / LARGE);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                .allMatch(answer -> TestStack.errorCode(answer) == 108);
        assertThat(usage("fb")).isLessThanOrEqualTo(QUOTA).isEqualTo(listedBytes());
        invariants.check(app);
    }

    @Test
    void tenUploadsOfOneNameAreTenVersions() throws Exception {
        var content = TestApp.gzip(noise(1, 600_000));
        app.upload(TYPE, "a.gpx", content, 0);
        var answers = atOnce(
                Collections.<Callable<HttpResponse<byte[]>>>nCopies(10, () -> app.upload(TYPE, "a.gpx", content, 0)));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
        var times = new HashSet<Long>();
        answers.forEach(
                answer -> times.add(TestStack.json(answer).path("updatetime").asLong()));
        assertThat(times).as("each has its own time").hasSize(10);
        assertThat(app.list().path("allFiles")).hasSize(11);
        assertThat(usage("lf")).isEqualTo(1);
        assertThat(usage("lb")).isEqualTo(content.length);
        assertThat(app.upload(TYPE, "another.gpx", content, 0).statusCode())
                .as("there is room")
                .isEqualTo(200);
        invariants.check(app);
    }

    @Test
    void uploadsOfDifferentNamesAllSucceed() throws Exception {
        var uploads = IntStream.range(0, 10)
                .<Callable<HttpResponse<byte[]>>>mapToObj(
                        n -> () -> app.upload(TYPE, n + ".gpx", TestApp.gzip(new byte[] {1}), 0))
                .toList();
        assertThat(atOnce(uploads)).allMatch(answer -> answer.statusCode() == 200);
        assertThat(app.list().path("uniqueFiles")).hasSize(10);
        invariants.check(app);
    }

    /** Released apps empty the trash by deleting single versions in four parallel requests. */
    @Test
    void rowsOfOneFileAreRemovedAtTheSameMoment() throws Exception {
        for (var round = 0; round < 6; round++) {
            var name = "round " + round + ".gpx";
            app.store(TYPE, name, "one");
            app.store(TYPE, name, "two");
            app.store(TYPE, name, "three");
            app.delete(TYPE, name);
            var removals = times(name)
                    .<Callable<HttpResponse<byte[]>>>mapToObj(time -> () -> app.deleteVersion(TYPE, name, time))
                    .toList();
            assertThat(removals).hasSize(4);

            assertThat(atOnce(removals).stream()
                            .filter(answer -> answer.statusCode() != 200)
                            .map(answer -> new String(answer.body(), StandardCharsets.UTF_8)))
                    .as("round %d", round)
                    .isEmpty();
            assertThat(times(name)).as("nothing came to life").isEmpty();
        }
        assertThat(usage("kb")).isZero();
        invariants.check(app);
    }

    /** The SDK retries a call whose answer was lost. */
    @Test
    void aLostAnswerCountsOnce() {
        for (var name : List.of("a.gpx", "b.gpx", "c.gpx")) {
            stack.plan("{\"kind\":\"drop\",\"service\":\"DynamoDb\",\"operation\":\"TransactWriteItems\"}");
            app.store(TYPE, name, "content");
        }
        stack.plan("{\"kind\":\"drop\",\"service\":\"DynamoDb\",\"operation\":\"TransactWriteItems\"}");
        assertThat(app.delete(TYPE, "a.gpx").statusCode()).isEqualTo(200);

        assertThat(stack.clearFaults()).isZero();
        assertThat(usage("lf")).isEqualTo(2);
        invariants.check(app);
    }

    private LongStream times(String name) {
        var rows = TestStack.json(app.listing(Map.of("allVersions", "true", "name", name, "type", TYPE)))
                .path("allFiles");
        return rows.valueStream().mapToLong(row -> row.path("updatetimems").asLong());
    }

    private long listedBytes() {
        return app.list()
                .path("uniqueFiles")
                .valueStream()
                .mapToLong(row -> row.path("zipSize").asLong())
                .sum();
    }

    /** Returns one stored figure of the usage. */
    private long usage(String figure) {
        return invariants.items("FilesTable", "A#" + app.account()).stream()
                .filter(item -> Invariants.text(item, "sk").equals("USAGE"))
                .mapToLong(item -> Invariants.number(item, figure))
                .sum();
    }

    private static byte[] noise(int seed, int size) {
        var noise = new byte[size];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    private static List<HttpResponse<byte[]>> atOnce(List<Callable<HttpResponse<byte[]>>> calls)
            throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<HttpResponse<byte[]>>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
