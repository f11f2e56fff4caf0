package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.tests.acceptance.CrashPoints.Mutation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Crashes an app's registration at each AWS call. The user can always sign in with the next code. */
@Tag("thorough")
class RegistrationInterruptionTest {
    private final TestStack stack = TestStack.shared();
    private final Invariants invariants = new Invariants(stack);
    private final CrashPoints crashPoints = new CrashPoints(stack);

    @Test
    void signingUp() {
        crashPoints.run("user-register of a new address", () -> {
            var app = new TestApp(stack, TestStack.freshEmail(), "phone");
            return getsIn(app, () -> app.register("false"), 200);
        });
        crashPoints.run("device-register of a new address", () -> {
            var app = new TestApp(stack, TestStack.freshEmail(), "phone");
            app.register("false");
            var code = stack.newestCode(app.email());
            return getsIn(app, () -> app.deviceRegister(code), 400);
        });
        crashPoints.check();
    }

    @Test
    void signingIn() {
        crashPoints.run("user-register of a known address", () -> {
            var app = TestApp.signedUp(stack);
            var tablet = new TestApp(stack, app.email(), "tablet");
            return getsIn(tablet, () -> tablet.register("true"), 200);
        });
        crashPoints.run("device-register of a known address", () -> {
            var app = TestApp.signedUp(stack);
            var tablet = new TestApp(stack, app.email(), "tablet");
            tablet.register("true");
            var code = stack.newestCode(app.email());
            return getsIn(tablet, () -> tablet.deviceRegister(code), 400);
        });
        crashPoints.check();
    }

    @Test
    void whatLeavesTheAccountAsItIs() {
        crashPoints.run("send-code", () -> {
            var app = TestApp.signedUp(stack);
            return stays(
                    app, () -> stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}"));
        });
        crashPoints.run("confirm-code", () -> {
            var app = TestApp.signedUp(stack);
            stack.postJson("/userdata/send-code", app.with(Map.of()), "{\"action\":\"delete\"}");
            var body = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(app.email(), stack.newestCode(app.email()));
            return stays(app, () -> stack.postJson("/userdata/auth/confirm-code", Map.of(), body));
        });
        crashPoints.run("user-update-orderid", () -> {
            var app = TestApp.signedUp(stack);
            return stays(
                    app,
                    () -> stack.post(
                            "/userdata/user-update-orderid",
                            Map.of("email", app.email(), "orderid", "GPA." + app.account())));
        });
        crashPoints.check();
    }

    /**
     * Builds a step of signing in.
     *
     * @param repeated the highest allowed status of the repeated request: the lost answer may have used up the code
     */
    private Mutation getsIn(TestApp app, Supplier<HttpResponse<byte[]>> request, int repeated) {
        return new Mutation(
                request, () -> assertThat(request.get().statusCode()).isLessThanOrEqualTo(repeated), () -> {}, () -> {
                    assertThat(app.register("true").statusCode()).isEqualTo(200);
                    app.signIn();
                    app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
                    invariants.check(app);
                });
    }

    private Mutation stays(TestApp app, Supplier<HttpResponse<byte[]>> request) {
        return new Mutation(
                request,
                () -> assertThat(request.get().statusCode()).isEqualTo(200),
                () -> {},
                () -> invariants.check(app));
    }
}
