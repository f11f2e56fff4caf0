package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Invariants I9, I11 and I12: the owner of a mailbox can always sign in, with a code that works only once. */
@Tag("slow")
class AccountRecoveryTest {
    private static final String PASSWORD = "correct horse";

    private final TestStack stack = TestStack.shared();
    private final String email = TestStack.freshEmail();
    private final TestBrowser browser = new TestBrowser(stack);

    @Test
    void aStrayRequestForACodeDuringASignUpByAppLocksNobodyOut() throws Exception {
        strayRequestsDuringASignUpByApp(1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @Tag("thorough")
    void strayRequestsForCodesDuringSignUpsByAppLockNobodyOut(int strays) throws Exception {
        strayRequestsDuringASignUpByApp(strays, 8);
    }

    private void strayRequestsDuringASignUpByApp(int strays, int rounds) throws Exception {
        for (var round = 0; round < rounds; round++) {
            var app = new TestApp(stack, TestStack.freshEmail(), "phone");
            app.register("false");
            var code = stack.newestCode(app.email());
            var answers = atOnce(
                    () -> app.deviceRegister(code).statusCode(),
                    strays,
                    () -> new TestApp(stack, app.email(), "stray")
                            .register("true")
                            .statusCode());
            assertThat(answers).as("round " + round).allMatch(status -> status < 500);
            signsIn(app);
        }
    }

    @Test
    void aStrayRequestForACodeDuringASignUpInTheBrowserLocksNobodyOut() throws Exception {
        strayRequestsDuringASignUpInTheBrowser(1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @Tag("thorough")
    void strayRequestsForCodesDuringSignUpsInTheBrowserLockNobodyOut(int strays) throws Exception {
        strayRequestsDuringASignUpInTheBrowser(strays, 8);
    }

    private void strayRequestsDuringASignUpInTheBrowser(int strays, int rounds) throws Exception {
        for (var round = 0; round < rounds; round++) {
            var address = TestStack.freshEmail();
            var person = new TestBrowser(stack);
            person.register(address, true);
            var code = stack.newestCode(address);
            var answers = atOnce(
                    () -> person.activate(address, code, PASSWORD).statusCode(),
                    strays,
                    () -> new TestApp(stack, address, "stray").register("true").statusCode());
            assertThat(answers).as("round " + round).allMatch(status -> status < 500);
            if (answers.getFirst() == 200) {
                assertThat(person.signedInAs()).as("round " + round).isEqualTo(address);
                assertThat(new TestBrowser(stack).login(address, PASSWORD).statusCode())
                        .as("round " + round)
                        .isEqualTo(200);
            }
            signsIn(new TestApp(stack, address, "phone"));
        }
    }

    @Test
    void anAccountWhoseUserThePoolLostIsReachedByCodeAndReset() {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        try (var pool = pool()) {
            pool.adminDeleteUser(r -> r.userPoolId(poolId()).username(app.email()));
        }
        signsIn(new TestApp(stack, app.email(), "tablet"));
        assertThat(app.live()).containsExactly("<gpx/>");

        try (var pool = pool()) {
            pool.adminDeleteUser(r -> r.userPoolId(poolId()).username(app.email()));
        }
        assertThat(browser.register(app.email(), false).statusCode()).isEqualTo(200);
        assertThat(browser.activate(app.email(), stack.newestCode(app.email()), PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.login(app.email(), PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aChangeOfAddressThatThePoolDidNotFollowLeavesBothAddressesUsable() {
        var app = TestApp.signedUp(stack);
        app.store("FAVOURITES", "favorites.gpx", "<gpx/>");
        var owner = webSession(app);
        var newEmail = TestStack.freshEmail();
        owner.sendCode("change");
        stack.fail("Cognito Identity Provider", "AdminUpdateUserAttributes", 1, "before");
        owner.changeEmail(newEmail, stack.newestCode(app.email()));
        stack.clearFaults();

        var other = new TestApp(stack, app.email(), "phone of a newcomer");
        signsIn(other);
        assertThat(other.live()).isEmpty();
        var tablet = new TestApp(stack, newEmail, "another tablet");
        signsIn(tablet);
        assertThat(tablet.live()).containsExactly("<gpx/>");
    }

    @Test
    void ofTenRegistrationsAtOnceWithOneCodeOneMakesADevice() throws Exception {
        var app = new TestApp(stack, email, "");
        app.register("false");
        var code = stack.newestCode(email);
        var answers = atOnce(
                () -> app.deviceRegister(code).statusCode(),
                9,
                () -> app.deviceRegister(code).statusCode());
        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
        app.register("true");
        app.signIn();
        assertThat(TestStack.json(TestBrowser.of(app).get("/mapapi/devices", Map.of()))
                        .path("devices"))
                .hasSize(2);
    }

    @Test
    void aStrangersWrongTriesDoNotCostTheOwnerTheCode() throws Exception {
        var app = TestApp.signedUp(stack);
        var owner = TestBrowser.of(app);
        owner.sendCode("delete");
        var delete = stack.newestCode(app.email());
        for (var tries = 0; tries < 12; tries++) {
            assertThat(confirmedFrom("127.0.0.7", app.email(), "00000000")).isEqualTo(400);
        }
        assertThat(confirmedFrom("127.0.0.7", app.email(), delete))
                .as("the right code, from the stranger's address")
                .isEqualTo(400);
        assertThat(owner.post("/mapapi/auth/delete-account", Map.of("token", delete), "")
                        .statusCode())
                .isEqualTo(200);
    }

    /** Sends confirm-code from another loopback address, which counts as another source, and returns the status. */
    private int confirmedFrom(String address, String email, String code) throws Exception {
        try (var client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            var body = "{\"username\":\"%s\",\"token\":\"%s\"}".formatted(email, code);
            return client.send(
                            HttpRequest.newBuilder(stack.uri("/userdata/auth/confirm-code"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Runs all calls in parallel. The first status is that of {@code one}. */
    private static List<Integer> atOnce(Callable<Integer> one, int many, Callable<Integer> other) throws Exception {
        var calls = new ArrayList<>(List.of(one));
        IntStream.range(0, many).forEach(_ -> calls.add(other));
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** Signs in ten minutes later, when the rate limits of earlier requests have expired. */
    private void signsIn(TestApp app) {
        stack.advance("PT11M");
        assertThat(app.register("true").statusCode()).isEqualTo(200);
        app.signIn();
        assertThat(app.listing(Map.of()).statusCode()).isEqualTo(200);
    }

    private TestBrowser webSession(TestApp app) {
        var session = new TestBrowser(stack);
        session.register(app.email(), false);
        session.activate(app.email(), stack.newestCode(app.email()), PASSWORD);
        session.login(app.email(), PASSWORD);
        return session;
    }

    private static String poolId() {
        return "us-east-1_UserPool";
    }

    private CognitoIdentityProviderClient pool() {
        return CognitoIdentityProviderClient.builder()
                .endpointOverride(
                        URI.create(stack.local().endpoints().get("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
