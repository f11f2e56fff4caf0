package net.osmand.account.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpFunctionTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String QUERY =
            "deviceid=4711&accessToken=0b3e2f0e-6a55-4c8e&name=Home%20of%20ann%40example.org";

    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void captureTheLog() {
        System.setErr(new PrintStream(log, true, UTF_8));
    }

    @AfterEach
    void giveTheLogBack() {
        System.setErr(before);
    }

    @Test
    void anAnswerIsRenderedAndLoggedInOneLineOfJson() {
        var answer = answer(Events.get(QUERY), _ -> Response.ok());

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(lines())
                .singleElement()
                .asString()
                .matches("\\{\"level\":\"INFO\",\"route\":\"GET /userdata/list-files\",\"status\":200,"
                        + "\"ms\":\\d+,\"request\":\"req-1\"}");
    }

    @Test
    void aWarmUpIsAnsweredBeforeAnyWorkAndLogsNothing() {
        var warmUp = new APIGatewayV2HTTPEvent();
        warmUp.setRouteKey((String) WarmUp.EVENT.get("routeKey"));
        var answer = answer(warmUp, _ -> {
            throw new AssertionError("this is work");
        });

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(log.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyProblemHasTheProtocolsShape(Problem problem) {
        var answer = answer(Events.get(QUERY), _ -> {
            throw new ProblemException(problem);
        });

        assertThat(answer.getStatusCode()).isEqualTo(problem.status());
        assertThat(answer.getHeaders()).containsEntry("Content-Type", JSON);
        assertThat(answer.getBody())
                .isEqualTo(
                        "{\"error\":{\"errorCode\":" + problem.code() + ",\"message\":\"" + problem.message() + "\"}}");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void aRefusalMayHaveAMessageOfItsOwn() {
        var answer = answer(Events.get(QUERY), _ -> {
            throw new ProblemException(Problem.STORAGE_EXCEEDED, "Maximum size of OsmAnd Cloud exceeded 5 MB.");
        });

        assertThat(answer.getBody())
                .isEqualTo(
                        "{\"error\":{\"errorCode\":108,\"message\":\"Maximum size of OsmAnd Cloud exceeded 5 MB.\"}}");
    }

    @Test
    void aPlainRefusalIsText() {
        var answer = answer(Events.get(QUERY), _ -> {
            throw new PlainErrorException("The code is wrong or has expired.");
        });

        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getHeaders()).containsEntry("Content-Type", "text/plain; charset=utf-8");
        assertThat(answer.getBody()).isEqualTo("The code is wrong or has expired.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aRefusalIsNeverEmpty(String text) {
        var answer = answer(Events.get(QUERY), _ -> {
            throw new PlainErrorException(text);
        });

        assertThat(answer.getBody()).isNotBlank();
    }

    @Test
    void aMissingParameterIsTheFrameworksOwnError() {
        assertMalformed(answer(Events.get(QUERY), request -> Response.json(request.parameter("type"))));
    }

    @Test
    void aMistypedNumberIsTheSame() {
        assertMalformed(answer(Events.get(QUERY), request -> Response.json(request.requiredNumber("name"))));
    }

    @Test
    void aBodyThatIsNoJsonIsTheSame() {
        assertMalformed(answer(Events.json(QUERY, "{"), request -> Response.json(request.json(Map.class))));
    }

    @Test
    void aBodyThatCanNotBeDecodedIsTheSame() {
        var event = Events.event("GET", "", Map.of())
                .withIsBase64Encoded(true)
                .withBody("*")
                .build();

        assertMalformed(answer(event, _ -> Response.ok()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/userdata/list-files", "/api/subscriptions/get", "/mapapi/list-files", "/mapapi/auth/login"})
    void aServiceThatIsUnavailableIsAskedForAgainLater(String path) {
        var event = Events.get(QUERY);
        event.setRawPath(path);
        var answer = answer(event, _ -> {
            throw new UnavailableException("DynamoDb GetItem failed", new IOException("ann@example.org"));
        });

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsEntry("Content-Type", JSON).containsEntry("Retry-After", "5");
        assertThat(answer.getBody())
                .isEqualTo("{\"error\":{\"errorCode\":6,\"message\":\"the service is busy, please try again in a"
                        + " moment\"}}");
        assertThat(lines()).hasSize(2);
        assertThat(lines()[0])
                .startsWith("{\"level\":\"WARN\"")
                .contains("DynamoDb GetItem failed")
                .doesNotContain("ann");
    }

    @Test
    void belowV1AnUnavailableServiceIsAProblem() {
        var event = Events.get(QUERY);
        event.setRawPath("/v1/changes");
        var answer = answer(event, _ -> {
            throw new UnavailableException("no time is left");
        });

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Retry-After", "5");
        assertThat(answer.getBody()).contains("\"title\":\"Service Unavailable\",\"status\":503");
    }

    @Test
    void aRequestHasADeadlineAndItsThreadHasNoneAfterwards() {
        answer(Events.get(QUERY), _ -> {
            assertThat(Deadline.remaining().orElseThrow()).isPositive().isLessThan(Duration.ofSeconds(20));
            return Response.ok();
        });

        assertThat(Deadline.remaining()).isEmpty();
    }

    @Test
    void whatNobodyExpectedIsABareErrorWithTheRequestsId() {
        var answer = answer(Events.get(QUERY), _ -> {
            throw new IllegalStateException("not authorized: dynamodb:PutItem", new ArithmeticException("by zero"));
        });

        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(answer.getBody())
                .isEqualTo("{\"error\":{\"errorCode\":6,\"message\":\"something went wrong on our side, request"
                        + " req-1\"}}");
        assertThat(lines()).hasSize(2);
        assertThat(lines()[0])
                .startsWith(
                        "{\"level\":\"ERROR\",\"request\":\"req-1\",\"route\":\"GET /userdata/list-files\",\"error\":"
                                + "\"java.lang.IllegalStateException: not authorized: dynamodb:PutItem; "
                                + "caused by java.lang.ArithmeticException: by zero\",\"at\":[\"")
                .contains("HttpFunctionTest");
    }

    @Test
    void aViewThatCanNotBeWrittenIsABareErrorToo() {
        assertThat(answer(Events.get(QUERY), _ -> Response.json(new Object())).getStatusCode())
                .isEqualTo(500);
    }

    @Test
    void theLogHoldsNothingThatTheCallerSent() {
        var form = Events.form(QUERY, "token=48213377&email=bob%40example.net");
        answer(form, request -> {
            throw new IllegalArgumentException(String.join(
                    " ",
                    "no",
                    request.parameter("accessToken") + ",",
                    "'" + request.parameter("name") + "'",
                    request.parameter("token").concat("."),
                    "<BOB@example.net>",
                    request.sourceAddress(),
                    String.valueOf(request.cookie("session"))));
        });
        answer(Events.json("", "{\"username\":\"carol\",\"token\":\"76543210\"}"), request -> {
            throw new IllegalArgumentException(new String(request.body(), UTF_8));
        });

        assertThat(log.toString(UTF_8))
                .contains("IllegalArgumentException")
                .doesNotContainIgnoringCase("0b3e2f0e")
                .doesNotContainIgnoringCase("6a55")
                .doesNotContainIgnoringCase("example")
                .doesNotContainIgnoringCase("ann@")
                .doesNotContainIgnoringCase("bob")
                .doesNotContainIgnoringCase("carol")
                .doesNotContain("Home", "48213377", "76543210", "4711", "192.", "s3ss10n", "c00kie", "accessToken=");
    }

    @Test
    void aLongAnswerIsCompressedOnlyForThoseWhoAskForIt() {
        var gzip = Events.get("", Map.of("accept-encoding", "deflate, gzip"));

        assertThat(answer(gzip, _ -> Response.json("x".repeat(9000))).getHeaders())
                .containsKey("Content-Encoding");
        assertThat(answer(gzip, _ -> Response.json("x".repeat(9000)).uncompressed())
                        .getHeaders())
                .doesNotContainKey("Content-Encoding");
        assertThat(answer(Events.get(""), _ -> Response.json("x".repeat(9000))).getHeaders())
                .doesNotContainKey("Content-Encoding");
    }

    private static void assertMalformed(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getHeaders()).containsEntry("Content-Type", JSON);
        assertThat(answer.getBody())
                .isEqualTo("{\"status\":400,\"error\":\"Bad Request\",\"path\":\"/userdata/list-files\"}");
    }

    private String[] lines() {
        return log.toString(UTF_8).strip().split("\\R", -1);
    }

    private static APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Function<Request, Response> route) {
        var function = new HttpFunction() {
            @Override
            protected Response handle(Request request) {
                return route.apply(request);
            }
        };
        return function.handleRequest(event, context());
    }

    /** Returns a context that only has a request id. */
    static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, _, _) -> "req-1");
    }
}
