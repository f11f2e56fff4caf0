package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests sign-up and login of an app (docs/protocol/mobile.md#sign-up-and-login). */
class RegistrationTest {
    private final TestStack stack = TestStack.shared();

    @Test
    void anEmptyProbeSays103ForAnUnknownAddressAnd104ForAKnownOne() {
        var app = new TestApp(stack, TestStack.freshEmail(), "phone");
        assertThat(TestStack.errorCode(app.deviceRegister(""))).isEqualTo(103);
        app.register("false");
        app.signIn();
        assertThat(TestStack.errorCode(app.deviceRegister(""))).isEqualTo(104);
    }

    @Test
    void signingUpGivesEveryFieldThatTheAppsRequire() {
        var app = new TestApp(stack, TestStack.freshEmail(), "phone");
        app.register("false");
        var device = TestStack.json(app.deviceRegister(stack.newestCode(app.email())));
        assertThat(device.path("id").isInt()).isTrue();
        assertThat(device.path("userid").isInt()).isTrue();
        assertThat(device.path("deviceid").asText()).isEqualTo("phone");
        assertThat(device.path("accesstoken").asText()).hasSize(36);
        assertThat(device.path("udpatetime").asText()).matches("[A-Z][a-z]{2} \\d+, \\d{4}, \\d+:\\d\\d:\\d\\d [AP]M");
    }

    @Test
    void registeringAKnownAddressWithoutLoginIsRefusedWith111() {
        var app = TestApp.signedUp(stack);
        assertThat(TestStack.errorCode(app.register("false"))).isEqualTo(111);
    }

    @Test
    void anAddressWithoutAtIsRefusedWith101() {
        var app = new TestApp(stack, "no address", "phone");
        assertThat(TestStack.errorCode(app.register("false"))).isEqualTo(101);
    }

    @Test
    void signingInAgainOnTheSameHardwareRemovesTheOlderDevice() {
        var app = TestApp.signedUp(stack);
        var again = app.another("phone");
        assertThat(TestStack.errorCode(app.listing(Map.of()))).isEqualTo(105);
        assertThat(again.listing(Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void forgedTokensAreRefusedWith105() {
        var app = TestApp.signedUp(stack);
        for (var token : new String[] {"", "nonsense", "00000001-0000-0000-0000-000000000000"}) {
            var answer = stack.get("/userdata/list-files", Map.of("deviceid", app.deviceId(), "accessToken", token));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestStack.errorCode(answer)).isEqualTo(105);
        }
    }

    @Test
    @Tag("processes")
    void anAccountIsDeletedWithACodeAndTheAddressCanSignUpAgain() {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\",\"lang\":\"nl\"}");
        var code = stack.newestCode(app.email());
        assertThat(code).hasSize(8);
        var confirm = "{\"username\":\"%s\",\"password\":null,\"token\":\"%s\"}".formatted(app.email(), code);
        assertThat(stack.postJson("/userdata/auth/confirm-code", Map.of(), confirm)
                        .statusCode())
                .isEqualTo(200);
        var deleted = stack.postJson("/userdata/delete-account", app.with(Map.of()), confirm);
        assertThat(TestStack.json(deleted).path("status").asText()).isEqualTo("ok");
        assertThat(TestStack.errorCode(app.listing(Map.of()))).isEqualTo(105);
        assertThat(TestStack.errorCode(app.deviceRegister(""))).isEqualTo(103);

        var again = new TestApp(stack, app.email(), "phone");
        assertThat(again.register("false").statusCode()).isEqualTo(200);
        again.signIn();
        assertThat(again.list().path("allFiles").size()).isZero();
    }

    /** Older Android apps send the code as a JSON number, which drops leading zeros. */
    @Test
    void aCodeMayComeAsANumber() {
        var app = TestApp.signedUp(stack);
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var number = Integer.parseInt(stack.newestCode(app.email()));
        var confirm = "{\"username\":\"%s\",\"token\":%d}".formatted(app.email(), number);
        assertThat(stack.postJson("/userdata/auth/confirm-code", Map.of(), confirm)
                        .statusCode())
                .isEqualTo(200);
        assertThat(stack.postJson("/userdata/delete-account", app.with(Map.of()), confirm)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aWrongCodeDeletesNothingAndIsAnsweredInPlainText() {
        var app = TestApp.signedUp(stack);
        stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
        var refused = stack.postJson("/userdata/delete-account", app.with(Map.of()), "{\"token\":12}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .isNotBlank()
                .doesNotStartWith("{");
        assertThat(app.listing(Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void aFreeAccountHasNoOrderIdAndEmptyLists() {
        var app = TestApp.signedUp(stack);
        var account = TestStack.json(stack.get("/userdata/user-validate-sub", app.with(Map.of())));
        assertThat(account.has("orderid")).isFalse();
        assertThat(account.path("regTime").asText()).matches("[A-Z][a-z]{2} \\d+, \\d{4}, .*");
        var query = Map.of(
                "deviceId", app.deviceId(), "accessToken", app.with(Map.of()).getOrDefault("accessToken", ""));
        assertThat(TestStack.json(stack.get("/api/inapps/get", query)).isArray())
                .isTrue();
        assertThat(TestStack.json(stack.get("/api/subscriptions/getAll", query)).isArray())
                .isTrue();
        assertThat(TestStack.json(stack.get("/api/subscriptions/get", Map.of())).isObject())
                .isTrue();
    }

    @Test
    void ofTwentyWrongCodesAtOnceNoneReachesCognitoAndTheRightOneIsDead()
            throws InterruptedException, ExecutionException {
        var app = new TestApp(stack, TestStack.freshEmail(), "phone");
        app.register("false");
        var right = stack.newestCode(app.email());
        stack.awaitBackgroundWork();
        try (var pool = Executors.newFixedThreadPool(20)) {
            var tries = new ArrayList<Future<Integer>>();
            for (var i = 1; i <= 20; i++) {
                var wrong = "%06d".formatted((Integer.parseInt(right) + i) % 1_000_000);
                tries.add(pool.submit(() -> app.deviceRegister(wrong).statusCode()));
            }
            for (var attempt : tries) {
                assertThat(attempt.get()).isEqualTo(400);
            }
        }
        assertThat(app.deviceRegister(right).statusCode()).isEqualTo(400);
        for (var call : stack.calls()) {
            assertThat(call.path("service").asText())
                    .as("who is asked about a wrong code")
                    .doesNotContain("Cognito");
        }
        app.register("false");
        app.signIn();
        assertThat(app.list().path("totalFiles").asInt()).isZero();
    }
}
