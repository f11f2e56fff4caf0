package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.osmand.account.tests.acceptance.InterceptingProxy.Behaviour;
import net.osmand.account.tests.acceptance.InterceptingProxy.Reply;
import net.osmand.account.tools.smoke.Finding;
import net.osmand.account.tools.smoke.Finding.Verdict;
import net.osmand.account.tools.smoke.Report;
import net.osmand.account.tools.smoke.Smoke;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code make smoke} against the local stack and against stand-ins that deviate from what AWS should do. */
@Tag("slow")
class SmokeTest {
    private static final String SIGN_UP = "A code comes by mail and opens an account";
    private static final String OTP = "EMAIL_OTP: the right code works after a wrong one";
    private static final String RESET = "A user without a password can set one by a code";
    private static final String FORGOT = "ForgotPassword mails a user who never had a password";
    private static final String HASH = "Cognito accepts SECRET_HASH over the e-mail address";
    private static final String LIMIT = "An hourly limit answers LimitExceededException";
    private static final String UNKNOWN = "ConfirmSignUp of an unknown user is a CodeMismatchException";
    private static final String CHUNKED = "A chunked upload is stored (each Android upload is chunked)";
    private static final String LARGE = "A chunked upload of 4.4 MB reaches its function";
    private static final String TOO_LARGE = "6 MB are refused with 413 before any function runs";
    private static final String REDIRECT = "A large download is a redirect to S3, which serves gzip";
    private static final String DELETED_VERSION = "S3 answers 403 or 404 for a version that was deleted";
    private static final String FOLDER = "osmand-cloud syncs a folder and verifies it byte for byte";
    private static final String WRONG_SIGNATURE = "A webhook with a wrong signature is refused with 401";
    private static final String SIGNATURE = "A webhook signed over the bytes of its body is accepted";
    private static final String PORTAL = "The portal passes API calls on, refusals as they are";
    private static final String POLICY = "The portal's policy permits the host of presigned links";
    private static final String FILTERS = "The metric filters count a request with a 5xx once";
    private static final String CONCURRENCY = "The account runs 1,000 functions at once";
    private static final String DELETED_ACCOUNT = "The test's account is deleted against a code";

    private static final int NO_SUCH_ACCOUNT = 103;

    private final TestStack stack = TestStack.shared();
    private final String email = TestStack.freshEmail();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void eachRowOfTheLocalStackIsConfirmedOrSaysWhyItWasNotTried() throws IOException {
        try (var portal = InterceptingProxy.before(stack, SmokeTest::portal)) {
            var report = smoke(stack.uri("/").toString(), Map.of("PORTAL", portal.url()));

            assertThat(report.all(Verdict.REFUTED)).isEmpty();
            assertThat(report.all(Verdict.NOT_TRIED)).containsExactlyInAnyOrder(LIMIT, UNKNOWN, FILTERS, CONCURRENCY);
            assertThat(report.finding(FILTERS).observed()).isEqualTo("STACK is not set");
            assertThat(report.all(Verdict.CONFIRMED))
                    .containsExactlyInAnyOrder(
                            SIGN_UP,
                            OTP,
                            RESET,
                            FORGOT,
                            HASH,
                            CHUNKED,
                            LARGE,
                            TOO_LARGE,
                            REDIRECT,
                            DELETED_VERSION,
                            FOLDER,
                            WRONG_SIGNATURE,
                            SIGNATURE,
                            PORTAL,
                            POLICY,
                            DELETED_ACCOUNT);
            assertThat(report.finding(FOLDER).observed()).contains("upload: 1.", "verify: 0, ", "0 differ");
            assertThat(report.finding(TOO_LARGE).observed()).contains("413", "Request Entity Too Large");
            assertThat(printed())
                    .contains("16 confirmed, 0 refuted, 4 not tried")
                    .doesNotContain(email);
            assertThat(accountIsGone()).isTrue();
        }
    }

    @Test
    void rowsAreRefutedWhereTheApiBehavesOtherwise() throws IOException {
        var tried = ConcurrentHashMap.<String>newKeySet();
        Behaviour unlike = call -> switch (call.path()) {
            case "/userdata/upload-file" -> call.isChunked() ? Reply.of(411, "Length Required") : call.passedOn();
            case "/userdata/device-register" -> {
                var reply = call.passedOn();
                // After one wrong code, every further code is rejected.
                if (reply.status() != 200 || !tried.isEmpty()) {
                    tried.add("wrong code");
                    yield Reply.of(400, "{\"error\":{\"errorCode\":104,\"message\":\"the code is wrong\"}}");
                }
                yield reply;
            }
            case "/userdata/download-file" -> {
                var reply = call.passedOn();
                var keeper = "http://" + call.header("Host") + "/kept";
                yield reply.status() == 302 ? new Reply(302, Map.of("location", keeper), new byte[0]) : reply;
            }
            case "/kept" -> Reply.of(200, "what was deleted");
            case "/webhooks/fastspring" -> {
                var status = call.passedOn().status();
                yield Reply.of(status == 401 ? 200 : 401, "");
            }
            case "/mapapi/auth/activate" -> Reply.of(400, "error_token");
            case "/userdata/delete-account" -> Reply.of(500, "{\"message\":\"Internal Server Error\"}");
            case "/mapapi/auth/info" -> Reply.of(404, "");
            case "/map/account/" ->
                new Reply(
                        200, Map.of("content-security-policy", "default-src 'none'; connect-src 'self'"), new byte[0]);
            default -> call.passedOn();
        };
        try (var api = InterceptingProxy.before(stack, unlike)) {
            var report = smoke(api.url(), Map.of("PORTAL", api.url()));

            assertThat(report.all(Verdict.REFUTED))
                    .containsExactlyInAnyOrder(
                            OTP,
                            RESET,
                            CHUNKED,
                            LARGE,
                            TOO_LARGE,
                            REDIRECT,
                            DELETED_VERSION,
                            FOLDER,
                            WRONG_SIGNATURE,
                            SIGNATURE,
                            PORTAL,
                            POLICY,
                            DELETED_ACCOUNT);
            assertThat(report.finding(CHUNKED).observed()).isEqualTo("upload-file: 411 Length Required");
            assertThat(report.finding(HASH).verdict()).isEqualTo(Verdict.NOT_TRIED);
        }
    }

    @Test
    void aGatewayThatTakesOneMegabyteAndAnInboxWithOtherCodesAreSeen() throws IOException {
        Behaviour small = call -> {
            if (call.path().equals("/local/inbox")) {
                return Reply.of(200, "{\"messages\":[{\"text\":\"Your code: 00000000\"}]}");
            }
            return call.size() > 1 << 20 ? Reply.of(502, "Bad Gateway") : call.passedOn();
        };
        try (var api = InterceptingProxy.before(stack, small)) {
            var report = smoke(api.url(), Map.of("INBOX", api.url() + "/local/inbox"));

            assertThat(report.finding(SIGN_UP)).isEqualTo(new Finding(Verdict.REFUTED, "device-register: 400"));
            assertThat(report.all(Verdict.REFUTED)).containsExactly(SIGN_UP);
            assertThat(report.finding(CHUNKED).observed()).isEqualTo("there is no account");
        }
        try (var api = InterceptingProxy.before(stack, small)) {
            var report = smoke(api.url(), Map.of("EMAIL", TestStack.freshEmail()));

            assertThat(report.finding(FOLDER).observed()).contains("upload: 1.", "verify: 0, ", "0 differ");
            assertThat(report.all(Verdict.REFUTED)).containsExactlyInAnyOrder(LARGE, TOO_LARGE);
            assertThat(report.finding(TOO_LARGE).observed()).isEqualTo("upload-file: 502 Bad Gateway");
        }
    }

    @Test
    void anAddressWithAnAccountIsLeftAlone() {
        var app = TestApp.signedUp(stack);

        assertThatThrownBy(() -> smoke(stack.uri("/").toString(), Map.of("EMAIL", app.email())))
                .isInstanceOf(Smoke.CannotBegin.class)
                .hasMessageContaining("has an account");
        assertThat(app.listing(Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonTypesTheCodesAndMayHaveGotNone() throws IOException {
        var report = new Smoke(
                        Map.of("API", stack.uri("/").toString(), "EMAIL", email),
                        new BufferedReader(new StringReader("\n")),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        assertThat(report.finding(SIGN_UP)).isEqualTo(new Finding(Verdict.REFUTED, "no mail came"));
        assertThat(printed()).contains("Type the code of the mail to " + email + " (sign-up)");
    }

    /** Serves the portal's page with the policy of the template, and passes all other requests to the stack. */
    private static Reply portal(InterceptingProxy.Call call) throws IOException {
        if (!call.path().equals("/map/account/")) {
            return call.passedOn();
        }
        var policy = "default-src 'none'; connect-src 'self' http://127.0.0.1:*; base-uri 'none'";
        return new Reply(200, Map.of("content-security-policy", policy), new byte[0]);
    }

    private Report smoke(String api, Map<String, String> more) throws IOException {
        var environment = new HashMap<>(Map.of(
                "API",
                api,
                "INBOX",
                stack.uri("/local/inbox").toString(),
                "EMAIL",
                email,
                "SHOP_SECRET",
                "local-fastspring-secret"));
        environment.putAll(more);
        var nothing = new BufferedReader(new StringReader(""));
        return new Smoke(environment, nothing, new PrintStream(printed, true, StandardCharsets.UTF_8)).run();
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private boolean accountIsGone() {
        var probe = stack.post("/userdata/device-register", Map.of("email", email, "token", "", "deviceid", "p"));
        return TestStack.errorCode(probe) == NO_SUCH_ACCOUNT;
    }
}
