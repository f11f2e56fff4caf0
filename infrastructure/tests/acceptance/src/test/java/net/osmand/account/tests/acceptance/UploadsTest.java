package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.tests.acceptance.CrashPoints.Mutation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests uploads directly to S3 (docs/uploads.md), which API Gateway cannot carry, of any size up to the quota. */
class UploadsTest {
    private static final String BUCKET = "osmand-account-local-filesbucket";
    private static final int PART = 8 << 20;
    private static final int LARGE = 300 << 20;
    private static final String TYPE = "GPX";
    private static final String NAME = "tracks/long.gpx";

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final TestApp app = TestApp.signedUp(stack).grantPro();
    private final Sender sender = new Sender(stack, app);

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Tag("thorough")
    void threeHundredMegabytesGoUpInPartsAndComeDownByRangeInSixtyFourMegabytesOfHeap()
            throws IOException, InterruptedException {
        var file = folder.resolve("large.gz");
        var sha256 = largeGzip(file);
        var size = Files.size(file);
        stack.calls();
        var begun = sender.start(TYPE, NAME, size, sha256);
        assertThat(begun.statusCode()).isEqualTo(201);
        calls("start", Map.of("BatchGetItem", 1, "Query", 1, "TransactWriteItems", 1, "CreateMultipartUpload", 1));
        var upload = TestStack.json(begun);
        var id = upload.path("id").asText();
        var parts = upload.path("parts").asInt();
        assertThat(parts).isEqualTo(Math.ceilDiv(size, PART)).isGreaterThan(30);

        for (var number = 1; number <= parts; number++) {
            var part = part(file, number);
            var sum = Sender.sha256(part);
            if (number == 5) {
                // The part is damaged on its way, and S3 rejects it.
                part[1000] ^= 1;
            }
            assertThat(sender.send(id, number, part, sum).statusCode())
                    .as("part %d", number)
                    .isEqualTo(number == 5 ? 400 : 200);
        }
        calls("signing of a part", Map.of("BatchGetItem", parts, "Query", parts, "GetItem", parts));
        assertThat(sender.complete(id).statusCode()).isEqualTo(409);

        // The client crashed. Another client knows only the id.
        stack.calls();
        var status = sender.status(id);
        calls("look at an open upload", Map.of("BatchGetItem", 1, "Query", 1, "GetItem", 1, "ListParts", 1));
        assertThat(Sender.numbers(status)).hasSize(parts - 1).doesNotContain(5);
        var missing = part(file, 5);
        assertThat(sender.send(id, 5, missing, Sender.sha256(missing)).statusCode())
                .isEqualTo(200);

        stack.fail("S3", "GetObject", 1, "before");
        stack.calls();
        assertThat(sender.completed(id).statusCode()).isEqualTo(202);
        stack.settle();
        assertThat(stack.clearFaults()).as("the reading that failed").isZero();
        assertThat(sender.status(id).path("state").asText()).isEqualTo("checking");
        assertThat(app.list().path("allFiles")).as("before it was read").isEmpty();
        checkedInSmallHeap(id);
        var done = sender.status(id);
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("filesize").asLong()).isEqualTo(LARGE);

        var row = app.list().path("uniqueFiles").path(0);
        assertThat(row.path("filesize").asLong()).isEqualTo(LARGE);
        assertThat(row.path("zipSize").asLong()).isEqualTo(size);
        assertThat(row.path("updatetimems")).isEqualTo(done.path("updatetime"));
        for (var from : List.of(0L, 123_456_789L, size - 1000)) {
            assertThat(range(done.path("updatetime").asLong(), from, 1000)).isEqualTo(bytes(file, from, 1000));
        }
        assertThat(app.delete(TYPE, NAME).statusCode()).isEqualTo(200);
    }

    /** Runs the function in its own JVM with a heap as small as the template's memory allows. */
    private void checkedInSmallHeap(String id) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CheckInSmallHeap.class.getName(),
                        app.account() + " " + id,
                        Long.toString(stack.now() - System.currentTimeMillis()))
                .redirectErrorStream(true);
        builder.environment().putAll(stack.local().endpoints());
        builder.environment()
                .putAll(Map.of(
                        "AWS_REGION", "eu-central-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "ACCOUNTS_TABLE", "AccountsTable",
                        "FILES_TABLE", "FilesTable",
                        "FILES_BUCKET", BUCKET));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("heap 6");
    }

    private byte[] range(long updateTime, long from, int length) {
        var query = app.with(Map.of("type", TYPE, "name", NAME, "updatetime", Long.toString(updateTime)));
        var answer = stack.send(HttpRequest.newBuilder(stack.uri("/userdata/download-file?" + TestStack.form(query)))
                .header("Range", "bytes=" + from + "-" + (from + length - 1))
                .header("Accept-Encoding", "gzip"));
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        return answer.body();
    }

    @Test
    void aSmallOneIsOnePutAndIsSeenLikeAnyOther() {
        var gzip = TestApp.gzip("<gpx>small</gpx>".getBytes(StandardCharsets.UTF_8));
        stack.calls();
        var upload = sender.started(TYPE, NAME, gzip);
        var id = upload.path("id").asText();
        calls("start of one PUT", Map.of("BatchGetItem", 1, "Query", 1, "TransactWriteItems", 1));
        assertThat(upload.path("state").asText()).isEqualTo("open");
        assertThat(upload.has("part_size")).isFalse();
        assertThat(sender.complete(id).statusCode()).isEqualTo(409);
        assertThat(sender.put(upload.path("put"), gzip).statusCode()).isEqualTo(200);
        assertThat(sender.put(upload.path("put"), gzip).statusCode())
                .as("nothing is put over it")
                .isEqualTo(412);
        assertThat(sender.status(id).path("bytes_sent").asInt()).isEqualTo(gzip.length);
        stack.calls();
        assertThat(sender.complete(id).statusCode()).isEqualTo(202);
        var done = sender.outcome(id);
        assertThat(done.path("state").asText()).isEqualTo("done");
        var time = done.path("updatetime").asLong();
        assertThat(app.content(TYPE, NAME, time)).isEqualTo("<gpx>small</gpx>");
        assertThat(app.list().path("uniqueFiles").path(0).path("clienttimems").asLong())
                .isEqualTo(1_700_000_000_000L);
        assertThat(TestStack.json(sender.complete(id)).path("updatetime").asLong())
                .as("told again")
                .isEqualTo(time);
        assertThat(sender.abandon(id).statusCode()).isEqualTo(409);
        invariants.check(app);
    }

    @Test
    void theCallsOfCompletingAndReadingAreFewAtAnySize() {
        var gzip = TestApp.gzip(new byte[10]);
        var upload = sender.started(TYPE, NAME, gzip);
        sender.put(upload.path("put"), gzip);
        stack.calls();
        // Without this the check may start before the completing request records the object version, and look it up.
        stack.suspend("CheckUploadFunction");
        sender.complete(upload.path("id").asText());
        stack.suspend();
        stack.settle();
        var byRoute = new TreeMap<String, Map<String, Integer>>();
        for (var call : stack.calls()) {
            byRoute.computeIfAbsent(call.path("route").asText(), _ -> new TreeMap<>())
                    .merge(call.path("operation").asText(), call.path("count").asInt(), Integer::sum);
        }
        assertThat(byRoute)
                .containsEntry(
                        "POST /v1/uploads/{id}/complete",
                        Map.of(
                                "BatchGetItem",
                                1,
                                "Query",
                                1,
                                "GetItem",
                                1,
                                "HeadObject",
                                1,
                                "PutItem",
                                1,
                                "SendMessage",
                                1))
                .containsEntry(
                        "CheckUploadFunction",
                        Map.of("GetItem", 2, "GetObject", 1, "BatchGetItem", 1, "TransactWriteItems", 1));
    }

    /**
     * From 110 versions on, every tenth upload triggers the removal of the oldest ones (docs/protocol/files.md#caps).
     */
    @Tag("slow")
    @Test
    void manyVersionsAreTrimmed() {
        new LargeAccount(stack).fillVersions(app, new FileKey(TYPE, NAME), 109);
        stack.calls();
        assertThat(sender.uploaded(TYPE, NAME, TestApp.gzip(new byte[10]))
                        .path("state")
                        .asText())
                .isEqualTo("done");
        stack.settle();
        assertThat(TestStack.json(app.listing(Map.of("allVersions", "true"))).path("allFiles"))
                .hasSize(100);
    }

    @Test
    @Tag("processes")
    void aBrowserUploadsWithItsSessionFromOurOwnPagesAlone() {
        var browser = new TestBrowser(stack);
        browser.register(app.email(), false);
        browser.activate(app.email(), stack.newestCode(app.email()), "correct horse");
        assertThat(browser.login(app.email(), "correct horse").statusCode()).isEqualTo(200);
        var gzip = TestApp.gzip(new byte[10]);
        var body = "{\"type\":\"GPX\",\"name\":\"web.gpx\",\"size\":%d,\"sha256\":\"%s\"}"
                .formatted(gzip.length, Sender.sha256(gzip));
        var upload = TestStack.json(browser.post("/v1/uploads", Map.of(), body));
        sender.put(upload.path("put"), gzip);
        var path = "/v1/uploads/" + upload.path("id").asText();
        assertThat(browser.post(path + "/complete", Map.of(), "").statusCode()).isEqualTo(202);
        sender.outcome(upload.path("id").asText());
        assertThat(TestStack.json(browser.get(path, Map.of())).path("state").asText())
                .isEqualTo("done");
        browser.withHeader("Sec-Fetch-Site", "cross-site");
        assertThat(browser.post("/v1/uploads", Map.of(), body).statusCode()).isEqualTo(403);
        assertThat(new TestBrowser(stack).post("/v1/uploads", Map.of(), body).statusCode())
                .isEqualTo(401);
    }

    @Test
    void nobodySeesAnothersUpload() {
        var id = sender.started(TYPE, NAME, TestApp.gzip(new byte[10]))
                .path("id")
                .asText();
        var stranger = new Sender(stack, TestApp.signedUp(stack));
        for (var answer : List.of(stranger.look(id), stranger.complete(id), stranger.abandon(id))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        }
        assertThat(stranger.sign(id, Map.of(1, Sender.sha256(new byte[0])))
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        sender.abandon(id);
    }

    @Test
    void whatThePlanOrTheProtocolForbidsIsNotBegun() {
        var sha = Sender.sha256(new byte[0]);
        var starter = new Sender(stack, TestApp.signedUp(stack));
        assertThat(code(starter.start("GPX", "a.gpx", 10, sha))).isEqualTo(102);
        assertThat(code(starter.start("FAVOURITES", "a.gpx", 3L << 20, sha))).isEqualTo(108);
        assertThat(code(sender.start("GPX", "a/../../b", 10, sha))).isEqualTo(105);
        assertThat(code(sender.start("GPX", "a.gpx", 3001L << 20, sha))).isEqualTo(108);
        for (var wrong : List.of("", "abc", "0".repeat(64))) {
            assertThat(sender.start("GPX", "a.gpx", 10, wrong).statusCode()).isEqualTo(400);
        }
        assertThat(sender.start("GPX", "", 10, sha).statusCode()).isEqualTo(400);
        assertThat(sender.start("GPX", "a.gpx", 0, sha).statusCode()).isEqualTo(400);
        var map = TestStack.json(sender.start("FILE", "Netherlands_europe.obf", 99L << 20, sha));
        assertThat(map.path("state").asText()).isEqualTo("done");
        assertThat(map.has("put")).isFalse();
    }

    @Test
    void roomIsTakenAtTheStartAndGivenBackWhenItIsAbandoned() {
        var sha = Sender.sha256(new byte[0]);
        var id = TestStack.json(sender.start("GPX", "a.gpx", 2000L << 20, sha))
                .path("id")
                .asText();
        assertThat(code(sender.start("GPX", "b.gpx", 2000L << 20, sha))).isEqualTo(108);
        assertThat(sender.abandon(id).statusCode()).isEqualTo(200);
        assertThat(sender.look(id).statusCode()).isEqualTo(404);
        var other = TestStack.json(sender.start("GPX", "b.gpx", 2000L << 20, sha));
        sender.abandon(other.path("id").asText());
        nothingIsLeft();
    }

    @Tag("slow")
    @Test
    void whatIsNotWhatItShouldBeIsRefusedAndLeavesNothing() {
        var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
        var wrongSum = sender.started(TYPE, NAME, gzip);
        var damaged = gzip.clone();
        damaged[5] ^= 1;
        assertThat(sender.put(wrongSum.path("put"), damaged).statusCode())
                .as("S3 holds the client to the SHA-256")
                .isEqualTo(400);
        sender.abandon(wrongSum.path("id").asText());

        var twice = Arrays.copyOf(gzip, gzip.length * 2);
        System.arraycopy(gzip, 0, twice, gzip.length, gzip.length);
        for (var bytes :
                List.of(Arrays.copyOf(gzip, gzip.length - 3), twice, "no gzip".getBytes(StandardCharsets.UTF_8))) {
            var refused = sender.uploaded(TYPE, NAME, bytes);
            assertThat(refused.path("state").asText()).isEqualTo("failed");
            assertThat(refused.path("error").path("code").asInt()).isEqualTo(107);
            sender.abandon(refused.path("id").asText());
        }
        var longer = TestStack.json(sender.start(TYPE, NAME, gzip.length + 1, Sender.sha256(gzip)));
        assertThat(sender.put(longer.path("put"), gzip).statusCode())
                .as("S3 holds the client to the size")
                .isEqualTo(403);
        assertThat(sender.complete(longer.path("id").asText()).statusCode()).isEqualTo(409);
        sender.abandon(longer.path("id").asText());

        var other = TestStack.json(sender.start(TYPE, NAME, 9 << 20, Sender.sha256(gzip)));
        var content = incompressible(9 << 20);
        for (var number : List.of(1, 2)) {
            var part = Arrays.copyOfRange(content, (number - 1) * PART, Math.min(9 << 20, number * PART));
            sender.send(other.path("id").asText(), number, part, Sender.sha256(part));
        }
        sender.complete(other.path("id").asText());
        var failed = sender.outcome(other.path("id").asText());
        assertThat(failed.path("state").asText()).isEqualTo("failed");
        sender.abandon(failed.path("id").asText());
        nothingIsLeft();
        assertThat(app.list().path("allFiles")).isEmpty();
    }

    @Tag("slow")
    @Test
    void aDayLaterWhatNobodyCompletedIsGone() {
        var part = new byte[PART];
        var inParts = TestStack.json(sender.start(TYPE, NAME, 20L << 20, Sender.sha256(part)));
        sender.send(inParts.path("id").asText(), 1, part, Sender.sha256(part));
        var gzip = TestApp.gzip(new byte[10]);
        var whole = sender.started(TYPE, "whole.gpx", gzip);
        sender.put(whole.path("put"), gzip);
        assertThat(multiparts()).hasSize(1);
        stack.advance("PT25H");
        assertThat(sender.look(whole.path("id").asText()).statusCode()).isEqualTo(404);
        nothingIsLeft();
    }

    @Test
    void theDeletionOfTheAccountTakesItsUploadsAlong() {
        var account = app.account();
        var part = new byte[PART];
        var inParts = TestStack.json(sender.start(TYPE, NAME, 20L << 20, Sender.sha256(part)));
        sender.send(inParts.path("id").asText(), 1, part, Sender.sha256(part));
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var body = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(app.email(), stack.newestCode(app.email()));
        assertThat(stack.postJson("/userdata/delete-account", app.with(Map.of()), body)
                        .statusCode())
                .isEqualTo(200);
        assertThat(multiparts("u/" + account + "/")).isEmpty();
        assertThat(invariants.entries("u/" + account + "/")).isEmpty();
        assertThat(invariants.items("FilesTable", "A#" + account)).isEmpty();
    }

    @Test
    @Tag("thorough")
    void aContentLargerThanOlderAppsCanReadIsListedAsTheLargestTheyCan() throws IOException {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            var zeros = new byte[1 << 20];
            for (var megabytes = 0; megabytes < 2100; megabytes++) {
                out.write(zeros);
            }
        }
        var done = sender.uploaded(TYPE, NAME, gzip.toByteArray());
        assertThat(done.path("filesize").asLong()).isEqualTo(2100L << 20);
        var list = app.list();
        assertThat(list.path("uniqueFiles").path(0).path("filesize").asLong()).isEqualTo(Integer.MAX_VALUE);
        assertThat(list.path("totalFileSize").asLong()).isEqualTo(2100L << 20);
    }

    @Test
    @Tag("thorough")
    void isConsistentAfterACrashAtAnyCall() {
        var crashPoints = new CrashPoints(stack);
        var gzip = TestApp.gzip("<gpx>anew</gpx>".getBytes(StandardCharsets.UTF_8));
        var inParts = incompressible(9 << 20);
        crashPoints.run("start of an upload in parts", fresh -> {
            var client = new Sender(stack, fresh.grantPro());
            return new Mutation(
                    () -> client.start(TYPE, NAME, inParts.length, Sender.sha256(inParts)),
                    () -> assertThat(client.started(TYPE, NAME, inParts)
                                    .path("state")
                                    .asText())
                            .isEqualTo("open"),
                    () -> {},
                    () -> holds(fresh));
        });
        crashPoints.run("completing and reading an upload of a deleted file", fresh -> {
            fresh.grantPro().store(TYPE, NAME, "one");
            fresh.delete(TYPE, NAME);
            var client = new Sender(stack, fresh);
            var upload = client.started(TYPE, NAME, gzip);
            client.put(upload.path("put"), gzip);
            return completes(fresh, client, upload, 3);
        });
        crashPoints.run("abandoning an upload", fresh -> {
            var client = new Sender(stack, fresh.grantPro());
            var upload = client.started(TYPE, NAME, inParts);
            return new Mutation(
                    () -> client.abandon(upload.path("id").asText()),
                    () -> assertThat(client.abandon(upload.path("id").asText()).statusCode())
                            .isIn(200, 404),
                    () -> {},
                    () -> holds(fresh));
        });
        // The message of a check that crashed is redelivered within 15 minutes, long before the upload expires.
        stack.advance("PT16M");
        crashPoints.check();
    }

    @Tag("slow")
    @Test
    void killedAfterS3PutThePartsTogetherItIsCompletedAllTheSame() {
        var bytes = incompressible(9 << 20);
        for (var when : List.of("before", "after")) {
            var upload = sender.started(TYPE, NAME, bytes);
            var id = upload.path("id").asText();
            for (var number : List.of(1, 2)) {
                var part = Arrays.copyOfRange(bytes, (number - 1) * PART, Math.min(bytes.length, number * PART));
                assertThat(sender.send(id, number, part, Sender.sha256(part)).statusCode())
                        .isEqualTo(200);
            }
            stack.fail("S3", "CompleteMultipartUpload", 1, when);
            assertThat(sender.complete(id).statusCode()).isEqualTo(500);
            assertThat(stack.clearFaults()).isZero();
            assertThat(sender.status(id).path("bytes_sent").asInt()).isEqualTo(bytes.length);
            assertThat(sender.complete(id).statusCode()).isEqualTo(202);
            assertThat(sender.outcome(id).path("state").asText()).isEqualTo("done");
        }
        assertThat(app.list().path("allFiles")).hasSize(2);
        stack.sweep();
        holds(app);
    }

    /** Completes the upload and waits for its check, which may crash too. The message is then redelivered. */
    private Mutation completes(TestApp fresh, Sender client, JsonNode upload, int rows) {
        var id = upload.path("id").asText();
        return new Mutation(
                () -> {
                    var answer = client.complete(id);
                    stack.settle();
                    return answer;
                },
                () -> {
                    assertThat(client.complete(id).statusCode()).isEqualTo(202);
                    stack.advance("PT16M");
                    assertThat(client.status(id).path("state").asText()).isEqualTo("done");
                },
                () -> assertThat(fresh.list().path("allFiles")).hasSize(rows),
                () -> holds(fresh));
    }

    private void holds(TestApp fresh) {
        invariants.check(fresh);
        assertThat(multiparts("u/" + fresh.account() + "/")).isEmpty();
        roomIsFree(fresh.account());
    }

    private void nothingIsLeft() {
        assertThat(multiparts()).isEmpty();
        assertThat(invariants.entries("u/" + app.account() + "/")).isEmpty();
        roomIsFree(app.account());
    }

    /** Checks that no quota is reserved. The records of ended uploads are kept for a day. */
    private void roomIsFree(int account) {
        for (var item : invariants.items("FilesTable", "A#" + account)) {
            assertThat(Invariants.text(item, "state")).isNotIn("open", "checking");
            assertThat(Invariants.number(item, "up")).as("open uploads").isZero();
        }
    }

    private List<String> multiparts() {
        return multiparts("u/" + app.account() + "/");
    }

    private List<String> multiparts(String prefix) {
        return stack.local().s3().listMultipartUploads(l -> l.bucket(BUCKET).prefix(prefix)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    /** Checks the AWS calls of the requests since the calls were reset, without those of background work. */
    private void calls(String what, Map<String, Integer> expected) {
        var counts = new TreeMap<String, Integer>();
        for (var call : stack.calls()) {
            if (call.path("route").asText().contains(" ")) {
                counts.merge(call.path("operation").asText(), call.path("count").asInt(), Integer::sum);
            }
        }
        System.out.println("calls of the " + what + ": " + counts);
        assertThat(counts).as(what).isEqualTo(expected);
    }

    private static int code(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        return TestStack.json(answer).path("code").asInt();
    }

    private static byte[] incompressible(int size) {
        var plain = new byte[size];
        new Random(size).nextBytes(plain);
        return TestApp.gzip(plain);
    }

    /** Writes a gzip of stored blocks, which is about as large as its content, and returns its SHA-256. */
    private static String largeGzip(Path file) throws IOException {
        var digest = Sender.digest();
        try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20), digest);
                var gzip = new Stored(out)) {
            var block = new byte[1 << 20];
            for (var i = 0; i < LARGE >> 20; i++) {
                Arrays.fill(block, (byte) i);
                gzip.write(block);
            }
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static final class Stored extends GZIPOutputStream {
        Stored(OutputStream out) throws IOException {
            super(out, 64 << 10);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }

    private static byte[] part(Path file, int number) throws IOException {
        var from = (number - 1L) * PART;
        return bytes(file, from, Math.toIntExact(Math.min(PART, Files.size(file) - from)));
    }

    private static byte[] bytes(Path file, long from, int length) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[length];
            open.seek(from);
            open.readFully(bytes);
            return bytes;
        }
    }
}
