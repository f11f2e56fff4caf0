package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Tests every MUST of docs/protocol/mobile.md by name, in the order of its sections. If one is violated, an unmodified
 * app breaks, loses data or crashes. Other tests cover the rest of that document by subject.
 */
class MobileProtocolTest {
    private static final String TYPE = "FAVOURITES";
    private static final String NAME = "favorites-Cafes.gpx";
    private static final String DATE = "[A-Z][a-z]{2} \\d{1,2}, \\d{4}, \\d{1,2}:\\d\\d:\\d\\d [AP]M";

    private final TestStack stack = TestStack.shared();

    @Nested
    class Section1Transport {
        @Test
        void bodiesOfErrorsMustNotBeEmpty() {
            var app = TestApp.signedUp(stack);
            var errors = List.of(
                    stack.get("/userdata/list-files", Map.of()),
                    stack.get("/userdata/list-files", Map.of("deviceid", "x", "accessToken", "y")),
                    app.download(TYPE, "none.gpx", 1),
                    app.upload(TYPE, NAME, new byte[0], 0),
                    app.upload("GPX", NAME, TestApp.gzip(new byte[0]), 0),
                    app.deleteVersion(TYPE, NAME, 1),
                    app.register("false"),
                    app.deviceRegister(""),
                    app.deviceRegister("1234"),
                    stack.postJson("/userdata/auth/confirm-code", Map.of(), "{}"),
                    stack.postJson("/userdata/delete-account", app.with(Map.of()), "{}"),
                    stack.postJson("/userdata/empty-trash", app.with(Map.of()), "[null]"),
                    stack.post("/userdata/user-update-orderid", Map.of("email", TestStack.freshEmail())));
            for (var error : errors) {
                assertThat(error.statusCode()).isEqualTo(400);
                assertThat(error.body()).isNotEmpty();
            }
        }

        @Test
        void unknownParametersMustBeIgnored() {
            var app = new TestApp(stack, TestStack.freshEmail(), "phone");
            var more = Map.of("orderid", "", "autoSync", "true", "nobody", "knows");
            assertThat(ok(stack.post("/userdata/user-register", with(more, Map.of("email", app.email())))))
                    .isTrue();
            var code = Map.of("email", app.email(), "token", stack.newestCode(app.email()), "deviceid", "phone");
            app.becomeDevice(stack.post("/userdata/device-register", with(more, code)));
            assertThat(ok(stack.get("/userdata/list-files", with(more, app.with(Map.of())))))
                    .isTrue();
            assertThat(ok(stack.post(
                            "/userdata/delete-file", with(more, app.with(Map.of("type", TYPE, "name", "unknown"))))))
                    .isTrue();
            // The server ignores unknown fields of JSON bodies too.
            assertThat(ok(stack.postJson("/userdata/send-code", app.with(more), """
                {"action":"none","email":"x@example.org","nobody":{"knows":[1]}}\
                """)))
                    .isTrue();
            assertThat(ok(stack.postJson("/userdata/empty-trash", app.with(more), """
                [{"name":"none","type":"GPX","updatetime":1,"nobody":"knows"}]\
                """)))
                    .isTrue();
        }

        @Test
        void nullFieldsMustBeOmitted() {
            var app = TestApp.signedUp(stack);
            app.store(TYPE, NAME, "x");
            app.delete(TYPE, NAME);
            var api = Map.of("deviceId", app.deviceId(), "accessToken", app.accessToken());
            var answers = new ArrayList<HttpResponse<byte[]>>(List.of(
                    // This device sent no description of itself.
                    deviceOfNoName(),
                    app.upload(TYPE, NAME, TestApp.gzip(new byte[0]), 0),
                    app.listing(Map.of("allVersions", "true")),
                    stack.get("/userdata/user-validate-sub", app.with(Map.of())),
                    stack.postJson(
                            "/userdata/empty-trash",
                            app.with(Map.of()),
                            "[{\"name\":\"n\",\"type\":\"t\",\"updatetime\":1}]"),
                    app.download(TYPE, NAME, 1),
                    stack.get("/userdata/list-files", Map.of()),
                    stack.get("/api/subscriptions/get", api),
                    stack.get("/api/inapps/get", api)));
            for (var answer : answers) {
                assertThat(nulls(TestStack.json(answer))).isFalse();
            }
        }

        private HttpResponse<byte[]> deviceOfNoName() {
            var email = TestStack.freshEmail();
            stack.post("/userdata/user-register", Map.of("email", email));
            return stack.post("/userdata/device-register", Map.of("email", email, "token", stack.newestCode(email)));
        }

        private boolean nulls(JsonNode node) {
            return node.isNull()
                    || StreamSupport.stream(node.spliterator(), false).anyMatch(this::nulls);
        }

        @Test
        void numbersMustBeJsonNumbers() {
            var app = new TestApp(stack, TestStack.freshEmail(), "phone");
            app.register("false");
            var answer = app.deviceRegister(stack.newestCode(app.email()));
            app.becomeDevice(answer);
            var device = TestStack.json(answer);
            assertThat(List.of(device.path("id"), device.path("userid"))).allMatch(JsonNode::isInt);
            var upload = TestStack.json(app.upload(TYPE, NAME, TestApp.gzip(new byte[0]), 5));
            assertThat(List.of("filesize", "zipfilesize", "updatetime", "clienttime"))
                    .allMatch(name -> upload.path(name).isIntegralNumber());
            app.delete(TYPE, NAME);
            var list = app.list();
            assertThat(List.of(
                            "totalZipSize",
                            "totalFileSize",
                            "totalFiles",
                            "totalFileVersions",
                            "userid",
                            "maximumAccountSize"))
                    .allMatch(name -> list.path(name).isIntegralNumber());
            assertThat(list.path("allFiles")).hasSize(2).allSatisfy(row -> {
                assertThat(List.of("userid", "deviceid", "filesize", "zipSize"))
                        .allMatch(name -> row.path(name).isInt());
                assertThat(List.of("id", "updatetimems", "clienttimems"))
                        .allMatch(name -> row.path(name).canConvertToLong()
                                && row.path(name).isNumber());
            });
            assertThat(TestStack.json(stack.get("/userdata/user-validate-sub", app.with(Map.of())))
                            .path("id")
                            .isInt())
                    .isTrue();
        }

        @Test
        void answersToUploadsMustNotBeCompressed() {
            var app = TestApp.signedUp(stack);
            // Long enough that any other answer would be compressed.
            var answer = app.upload(TYPE, "\u0001".repeat(900), TestApp.gzip(new byte[0]), 0);
            assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
            assertThat(TestStack.json(answer).path("status").asText()).isEqualTo("ok");
        }
    }

    @Nested
    class Section2Model {
        @Test
        void updateTimesMustBeTheServersAndRiseAndRoundTrip() throws InterruptedException, ExecutionException {
            var app = TestApp.signedUp(stack);
            var before = TestStack.json(stack.get("/local/health", Map.of()))
                    .path("now")
                    .asLong();
            var times = new ArrayList<Long>();
            // The client's clock is years behind.
            times.add(TestStack.json(app.upload(TYPE, NAME, TestApp.gzip(new byte[0]), 5))
                    .path("updatetime")
                    .asLong());
            try (var pool = Executors.newFixedThreadPool(10)) {
                var uploads = new ArrayList<Future<Long>>();
                for (var i = 0; i < 10; i++) {
                    uploads.add(pool.submit(() -> app.store(TYPE, NAME, "same name")));
                }
                for (var upload : uploads) {
                    times.add(upload.get());
                }
            }
            var after = TestStack.json(stack.get("/local/health", Map.of()))
                    .path("now")
                    .asLong();
            assertThat(times).doesNotHaveDuplicates().allMatch(time -> time >= before && time <= after + 10);
            var last = app.store(TYPE, NAME, "last");
            assertThat(last)
                    .isGreaterThan(times.stream().max(Comparator.naturalOrder()).orElseThrow());
            for (var time : times) {
                assertThat(app.download(TYPE, NAME, time).statusCode()).isEqualTo(200);
                assertThat(app.deleteVersion(TYPE, NAME, time).statusCode()).isEqualTo(200);
            }
            assertThat(app.list().path("allFiles")).hasSize(1);
            assertThat(app.list().path("allFiles").path(0).path("updatetimems").asLong())
                    .isEqualTo(last);
        }
    }

    @Nested
    class Section3Errors {
        @Test
        void theMessageOf108MustHave38CharactersBehindItsFirstDot() {
            var app = TestApp.signedUp(stack);
            var noise = new byte[(2 << 20) - 2000];
            new Random(1).nextBytes(noise);
            var full = TestApp.gzip(noise);
            assertThat(app.upload(TYPE, "one", full, 0).statusCode()).isEqualTo(200);
            assertThat(app.upload(TYPE, "two", full, 0).statusCode()).isEqualTo(200);
            var tooLarge = new byte[2 << 20];
            new Random(1).nextBytes(tooLarge);
            for (var answer :
                    List.of(app.upload(TYPE, "three", full, 0), app.upload(TYPE, "large", TestApp.gzip(tooLarge), 0))) {
                assertThat(TestStack.errorCode(answer)).isEqualTo(108);
                assertThat(TestStack.json(answer).path("error").path("message").asText())
                        .matches("Maximum size of OsmAnd Cloud exceeded [^.]+\\..{38,}");
            }
        }
    }

    @Nested
    class Section4Registration {
        @Test
        void theConversationMustWorkInThisOrder() {
            var app = new TestApp(stack, TestStack.freshEmail(), "phone");
            assertThat(TestStack.errorCode(app.deviceRegister(""))).isEqualTo(103);
            assertThat(ok(app.register("false"))).isTrue();
            // The "Resend" button.
            assertThat(ok(app.register("true"))).isTrue();
            var code = stack.newestCode(app.email());
            assertThat(code).matches("[0-9]+");
            assertThat(ok(app.deviceRegister(code))).isTrue();

            var other = new TestApp(stack, app.email(), "tablet");
            assertThat(TestStack.errorCode(other.deviceRegister(""))).isEqualTo(104);
            assertThat(TestStack.errorCode(other.register("false"))).isEqualTo(111);
            assertThat(ok(other.register("true"))).isTrue();
            assertThat(ok(other.deviceRegister(stack.newestCode(app.email())))).isTrue();
        }

        @Test
        void theFieldsOfADeviceMustAllBeThere() {
            var email = TestStack.freshEmail();
            stack.post("/userdata/user-register", Map.of("email", email));
            var device = TestStack.json(
                    stack.post("/userdata/device-register", Map.of("email", email, "token", stack.newestCode(email))));
            assertThat(device.path("id").isInt()).isTrue();
            assertThat(device.path("userid").isInt()).isTrue();
            assertThat(device.path("deviceid").isTextual())
                    .as("even where none was sent")
                    .isTrue();
            assertThat(Logs.secret(device.path("accesstoken").asText())).hasSize(36);
            assertThat(device.path("udpatetime").asText()).matches(DATE);
        }

        @Test
        void thePendingCodeMustNotBeTold() {
            var app = TestApp.signedUp(stack);
            app.register("true");
            var account = stack.get("/userdata/user-validate-sub", app.with(Map.of()));
            assertThat(TestStack.json(account).has("token")).isFalse();
            assertThat(new String(account.body(), StandardCharsets.UTF_8))
                    .doesNotContain(stack.newestCode(app.email()));
            assertThat(TestStack.json(account).path("regTime").asText()).matches(DATE);
        }
    }

    @Nested
    class Section5Codes {
        @Test
        void theAnswerToSendCodeMustBeJson() {
            var app = TestApp.signedUp(stack);
            for (var action : List.of("delete", "setup", "change", "anything")) {
                var answer = stack.postJson(
                        "/userdata/send-code", app.with(Map.of()), "{\"action\":\"%s\"}".formatted(action));
                assertThat(TestStack.json(answer)).isEqualTo(TestStack.JSON.valueToTree(Map.of("status", "ok")));
            }
        }
    }

    @Nested
    class Section6Files {
        @Test
        void theNameMustBeTheQuerysAndTheMultipartReaderTolerant() {
            var app = TestApp.signedUp(stack);
            var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
            var headers = List.of(
                    "content-disposition: form-data; name=\"file\"; filename=\"fav\nourites.gpx.gz\"",
                    "content-disposition: form-data; name=\"file\"; filename=\"fav\r\n\r\nourites.gpx.gz\"",
                    "content-disposition: form-data; name=\"file\"; filename=\"trailing\n\"\r\ncontent-type: x/y",
                    "content-disposition: form-data; name=\"file\"; filename=\"a\"b\"c.gz\"\r\ncontent-type: x/y",
                    "content-disposition: form-data; name=\"file\"; filename=\"Ünï日本🚲.gpx.gz\"",
                    "Content-Disposition: form-data; name=\"file\"; filename=\"../../other.gpx\"\r\nContent-Type: x/y",
                    "CONTENT-DISPOSITION: form-data; name=file");
            for (var header : headers) {
                var answer = app.upload(TYPE, NAME, header, gzip, 0);
                assertThat(TestStack.json(answer).path("name").asText())
                        .as(header)
                        .isEqualTo(NAME);
                var time = TestStack.json(answer).path("updatetime").asLong();
                assertThat(app.download(TYPE, NAME, time).body()).as(header).isEqualTo(gzip);
            }
        }

        @Test
        void theUpdateTimeOfAnUploadMustBeThatOfTheList() {
            var app = TestApp.signedUp(stack);
            var time = app.store(TYPE, NAME, "x");
            assertThat(app.list().path("allFiles").path(0).path("updatetimems").asLong())
                    .isEqualTo(time);
            assertThat(app.list()
                            .path("uniqueFiles")
                            .path(0)
                            .path("updatetimems")
                            .asLong())
                    .isEqualTo(time);
        }

        @Test
        void theStatusOfAnUploadMustBeOk() {
            var app = TestApp.signedUp(stack);
            var name = "favorites-Cafes\n.gpx";
            var answer = TestStack.json(app.upload(TYPE, name, TestApp.gzip(new byte[0]), -7));
            assertThat(answer.path("status").asText()).isEqualTo("ok");
            assertThat(answer.path("name").asText()).isEqualTo(name);
            assertThat(answer.path("filesize").asInt(-1)).isZero();
            assertThat(answer.path("clienttime").asLong()).isEqualTo(-7);
        }

        @Test
        void allFilesMustBeAnArray() {
            var app = TestApp.signedUp(stack);
            assertThat(app.list().path("allFiles").isArray()).isTrue();
            assertThat(TestStack.json(app.listing(Map.of("allVersions", "true", "type", "NONE")))
                            .path("allFiles")
                            .isArray())
                    .isTrue();
            app.store(TYPE, NAME, "old");
            app.store(TYPE, NAME, "new");
            app.delete(TYPE, NAME);
            assertThat(app.list().path("allFiles"))
                    .as("old versions and deletion markers too")
                    .hasSize(3);
            assertThat(TestStack.json(app.listing(Map.of())).has("allFiles"))
                    .as("without allVersions")
                    .isFalse();
        }

        @Test
        void uniqueFilesMustBeAnArray() {
            var app = TestApp.signedUp(stack);
            assertThat(app.list().path("uniqueFiles").isArray()).isTrue();
            assertThat(TestStack.json(app.listing(Map.of())).path("uniqueFiles").isArray())
                    .isTrue();
        }

        @Test
        void entriesOfUniqueFilesMustEqualTheirTwins() {
            var app = TestApp.signedUp(stack);
            app.store(TYPE, NAME, "old");
            app.store(TYPE, NAME, "new");
            app.store("PROFILE", "profile_car.json", "{}");
            app.store("PROFILE", "line\r\nend.json", "{}");
            app.store(TYPE, "gone.gpx", "x");
            app.delete(TYPE, "gone.gpx");
            var list = app.list();
            var twins = new HashMap<Long, JsonNode>();
            list.path("allFiles").forEach(row -> twins.put(row.path("id").asLong(), row));
            assertThat(list.path("uniqueFiles"))
                    .hasSize(3)
                    .allSatisfy(row ->
                            assertThat(twins.get(row.path("id").asLong())).isEqualTo(row));
            assertThat(twins).hasSize(6);
        }

        @Test
        void allFilesMustBeSortedByUpdateTimeDescending() {
            var app = TestApp.signedUp(stack);
            for (var name : List.of("b", "a", "c", "a", "b")) {
                app.store(TYPE, name, name);
            }
            app.delete(TYPE, "b");
            app.store("GLOBAL", "general_settings.json", "{}");
            var times = new ArrayList<Long>();
            app.list()
                    .path("allFiles")
                    .forEach(row -> times.add(row.path("updatetimems").asLong()));
            assertThat(times).hasSize(7).isSortedAccordingTo(Comparator.reverseOrder());
        }

        @Test
        void downloadsMustBeGzipAndSayIt() {
            var app = TestApp.signedUp(stack);
            var gzip = TestApp.gzip("<gpx/>".getBytes(StandardCharsets.UTF_8));
            app.upload(TYPE, NAME, gzip, 0);
            var time = app.list().path("allFiles").path(0).path("updatetimems").asLong();
            var small = app.download(TYPE, NAME, time);
            assertThat(small.body()).isEqualTo(gzip);
            assertThat(small.headers().firstValue("content-encoding")).hasValue("gzip");

            // Files above Lambda's response limit are served by S3.
            app.grantPro();
            var noise = new byte[4_200_000];
            new Random(3).nextBytes(noise);
            var large = TestApp.gzip(noise);
            var uploaded = TestStack.json(app.upload("GPX", "rec/long.gpx", large, 0));
            var redirected = app.download(
                    "GPX", "rec/long.gpx", uploaded.path("updatetime").asLong());
            assertThat(redirected.previousResponse()).isPresent();
            assertThat(redirected.body()).isEqualTo(large);
            assertThat(redirected.headers().firstValue("content-encoding")).hasValue("gzip");
        }

        @Test
        void eachEntryOfEmptyTrashMustBeAnsweredWithIdenticalNameTypeAndTime() {
            var app = TestApp.signedUp(stack);
            var entries = new ArrayList<Map<String, Object>>();
            for (var name : List.of("trip.gpx", "line\n.gpx", "e\u0301 🚲.gpx")) {
                app.store(TYPE, name, "x");
                app.delete(TYPE, name);
                var row = app.list().path("allFiles").path(0);
                entries.add(Map.of(
                        "name",
                        row.path("name").asText(),
                        "type",
                        TYPE,
                        "updatetime",
                        row.path("updatetimems").asLong()));
            }
            app.store(TYPE, "live.gpx", "x");
            entries.add(Map.of("name", "live.gpx", "type", TYPE, "updatetime", 1L));
            entries.add(Map.of("name", "../none", "type", "GPX", "updatetime", 2L));
            var json = TestStack.JSON.valueToTree(entries).toString();
            var answer = TestStack.json(stack.postJson("/userdata/empty-trash", app.with(Map.of()), json));
            assertThat(answer.path("status").asText()).isEqualTo("ok");
            var statuses = new ArrayList<String>();
            var answered = new ArrayList<Map<String, Object>>();
            answer.path("results").forEach(result -> {
                assertThat(result.path("updatetime").isIntegralNumber()).isTrue();
                statuses.add(result.path("status").asText());
                answered.add(Map.of(
                        "name",
                        result.path("name").asText(),
                        "type",
                        result.path("type").asText(),
                        "updatetime",
                        result.path("updatetime").asLong()));
            });
            assertThat(answered).isEqualTo(entries);
            assertThat(statuses)
                    .containsExactly("deleted", "deleted", "deleted", "skipped_not_trash", "already_missing");
            assertThat(app.list().path("allFiles")).hasSize(1);
        }
    }

    @Nested
    class Section10Subscriptions {
        @Test
        void inAppsOfAValidDeviceMustBeAnArray() {
            var app = TestApp.signedUp(stack);
            var device = Map.of("deviceId", app.deviceId(), "accessToken", app.accessToken(), "model", "iPhone15,2");
            assertThat(TestStack.json(stack.get("/api/inapps/get", device)).isArray())
                    .isTrue();
            assertThat(TestStack.json(stack.get("/api/inapps/get", Map.of())).isObject())
                    .isTrue();
        }
    }

    private static boolean ok(HttpResponse<byte[]> answer) {
        return answer.statusCode() == 200;
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }
}
