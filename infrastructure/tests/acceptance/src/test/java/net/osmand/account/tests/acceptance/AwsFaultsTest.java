package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests requests while AWS misbehaves (docs/testing.md). A client may see a server error and then repeats its request.
 * The final answer must be correct, and so must the stored data after the daily job.
 */
@Tag("slow")
class AwsFaultsTest {
    private static final Logger LOG = LoggerFactory.getLogger(AwsFaultsTest.class);
    private static final int TRIES = 30;
    private static final String TYPE = "FAVOURITES";

    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final List<String> failures = new ArrayList<>();

    /** Kinds of AWS misbehaviour. */
    enum AwsBehaviour {
        CONFLICTS("""
            {"kind":"conflict","probability":0.3,"seed":3}\
            """),
        THROTTLING("""
            {"kind":"throttling","probability":0.1,"seed":4}\
            """),
        LOST_ANSWERS("""
            {"kind":"drop","probability":0.05,"seed":5}\
            """),
        PARTIAL_BATCHES("""
            {"kind":"unprocessed","probability":0.5,"seed":6}\
            """),
        DUPLICATES("""
            {"kind":"duplicate"}\
            """),
        SECOND_HANDLERS("""
            {"kind":"visible-again"}\
            """),
        ANY_ORDER("""
            {"kind":"any-order","seed":7}\
            """),
        LATE("""
            {"kind":"late-expiry"}\
            """);

        private final String fault;

        AwsBehaviour(String fault) {
            this.fault = fault;
        }
    }

    @AfterEach
    void kindAgain() {
        stack.clearFaults();
        stack.environments(1);
    }

    @Test
    void aFirstDayWithConflictsThrottlingAndDuplicates() {
        stack.environments(2);
        stack.plan("{\"kind\":\"conflict\",\"probability\":0.3,\"seed\":1}");
        stack.plan(AwsBehaviour.THROTTLING.fault);
        stack.plan(AwsBehaviour.DUPLICATES.fault);
        var app = signsUp();
        trash(app);
        assertThat(stack.clearFaults()).as("faults that no call met").isZero();
        stack.sweep();

        invariants.check(app);
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource(AwsBehaviour.class)
    void everythingThatAnAccountDoes(AwsBehaviour behaviour) throws IOException {
        stack.environments(2);
        stack.plan(behaviour.fault);
        var app = signsUp();
        trash(app);
        uploads(app);
        exports(app);
        mails(behaviour);
        stack.clearFaults();
        stack.sweep();
        LOG.info("{}: {} requests failed: {}", behaviour, failures.size(), failures);

        invariants.check(app);
        if (behaviour != AwsBehaviour.LOST_ANSWERS) {
            assertThat(failures).as("the SDK's retries are enough").isEmpty();
        }
    }

    /**
     * Signs up. A failed request may have used up the code after checking it, and then the user asks for another one.
     */
    private TestApp signsUp() {
        var app = new TestApp(stack, TestStack.freshEmail(), "phone");
        var answer = app.register("false");
        for (var tries = 0; tries < TRIES; tries++) {
            if (answer.statusCode() == 200) {
                stack.settle();
                answer = app.deviceRegister(stack.mails(app.email()) == 0 ? "" : stack.newestCode(app.email()));
                if (answer.statusCode() == 200) {
                    app.becomeDevice(answer);
                    return app;
                }
            }
            failures.add("sign up " + answer.statusCode());
            stack.settle();
            answer = app.register(TestStack.errorCode(answer) == 111 ? "true" : "false");
            stack.advance("PT3M");
        }
        throw new AssertionError("nobody can sign up: " + failures);
    }

    private void trash(TestApp app) {
        for (var number = 0; number < 4; number++) {
            var content = TestApp.gzip(("content " + number).getBytes(StandardCharsets.UTF_8));
            var name = number % 2 + ".gpx";
            until("upload", () -> app.upload(TYPE, name, content, 1));
        }
        until("delete", () -> app.delete(TYPE, "0.gpx"));
        until("delete", () -> app.delete(TYPE, "1.gpx"));
        var deleted = TestStack.json(until("list", () -> app.listing(Map.of("allVersions", "true"))))
                .path("allFiles")
                .path(0)
                .path("updatetimems")
                .asLong();
        until("restore", () -> app.deleteVersion(TYPE, "1.gpx", deleted));
        var list = TestStack.json(until("list", () -> app.listing(Map.of("allVersions", "true"))));

        assertThat(list.path("uniqueFiles").findValuesAsText("name")).containsExactly("1.gpx");
        var time = list.path("uniqueFiles").path(0).path("updatetimems").asLong();
        assertThat(TestApp.gunzip(until("download", () -> app.download(TYPE, "1.gpx", time))
                        .body()))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("content 3");
    }

    private void uploads(TestApp app) {
        var gzip = TestApp.gzip("straight to S3".getBytes(StandardCharsets.UTF_8));
        var sender = new Sender(stack, app);
        var started =
                TestStack.json(until("start", () -> sender.start(TYPE, "large.gpx", gzip.length, Sender.sha256(gzip))));
        var id = started.path("id").asText();
        until("put", () -> sender.put(started.path("put"), gzip));
        until("complete", () -> sender.complete(id));
        var state = "checking";
        for (var looks = 1; state.equals("checking") && looks <= TRIES; looks++) {
            stack.advance("PT1M");
            state = TestStack.json(until("look", () -> sender.look(id)))
                    .path("state")
                    .asText();
        }
        assertThat(state).isEqualTo("done");
    }

    private void exports(TestApp app) throws IOException {
        var archive = until(
                "export",
                () -> stack.send(HttpRequest.newBuilder(stack.uri("/mapapi/download-backup?format=.osf"))
                        .header("Authorization", "Bearer " + app.accessToken())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.noBody())));
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("items.json").hasSizeGreaterThan(2);
    }

    /** Sends ten notification mails. Each must arrive, and only once. */
    private void mails(AwsBehaviour behaviour) {
        var addresses = new ArrayList<String>();
        var queue = stack.local().queues().byName("MailQueue");
        for (var number = 0; number < 10; number++) {
            var email = TestStack.freshEmail();
            addresses.add(email);
            var until = TestStack.json(stack.get("/local/health", Map.of()))
                            .path("now")
                            .asLong()
                    + 86_400_000;
            var mail = """
                {"id":"%s","kind":"ACCOUNT_DELETED","to":"%s","language":"en","arguments":{"at":"1795536000000"},"until":%d}\
                """.formatted(UUID.randomUUID(), email, until);
            stack.local().queues().send(queue, mail, OptionalLong.empty());
        }
        for (var turn = 0; turn < 10; turn++) {
            // A handler must not exceed its message's visibility timeout, so it finishes before the clock moves.
            stack.settle();
            stack.advance("PT3M");
        }
        stack.settle();
        // SES has no idempotency key, so a mail that it accepted without a confirmation is sent again.
        var most = behaviour == AwsBehaviour.LOST_ANSWERS ? 2 : 1;
        assertThat(addresses).allSatisfy(email -> assertThat(stack.mails(email)).isBetween(1, most));
    }

    /** Repeats the request after a server error, as apps do. */
    private HttpResponse<byte[]> until(String what, Supplier<HttpResponse<byte[]>> request) {
        var answer = request.get();
        for (var tries = 1; answer.statusCode() >= 429 && tries < TRIES; tries++) {
            failures.add(what + " " + answer.statusCode());
            answer = request.get();
        }
        assertThat(answer.statusCode())
                .as(what + ": " + new String(answer.body(), StandardCharsets.UTF_8))
                .isBetween(200, 299);
        return answer;
    }
}
