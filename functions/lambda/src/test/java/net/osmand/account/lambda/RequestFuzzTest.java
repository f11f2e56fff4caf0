package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import net.osmand.account.core.testing.Fuzz;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends random requests: no response has a status of 500 or more, and no part is longer than the body. */
class RequestFuzzTest {
    private final PrintStream before = System.err;

    @BeforeEach
    void dropTheLog() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheLogBack() {
        System.setErr(before);
    }

    private static final String MULTIPART = "multipart/form-data; boundary=xx";

    private record Body(String name, List<Integer> keys, Optional<Map<String, String>> more) {}

    @Test
    void multipartBodies() {
        Fuzz.runTexts(
                input -> {
                    try {
                        var parts = Multipart.parts(MULTIPART, input);
                        assertThat(parts.stream()
                                        .mapToInt(part -> part.content().length)
                                        .sum())
                                .isLessThanOrEqualTo(input.length);
                        return parts.size() + " parts";
                    } catch (ProblemException refused) {
                        return "refused";
                    }
                },
                """
                --xx\r
                Content-Disposition: form-data; name="file"; filename="a.gz"\r
                Content-Type: application/octet-stream\r
                \r
                bytes\r
                --xx--\r
                """,
                """
                --xx
                Content-Disposition: form-data; name=a

                1
                --xx
                Content-Disposition: form-data; name=b


                --xx--""");
    }

    @Test
    void contentTypes() {
        var body = "--xx\r\ncontent-disposition: form-data; name=a\r\n\r\n1\r\n--xx--".getBytes(StandardCharsets.UTF_8);
        Fuzz.runTexts(
                input -> {
                    try {
                        return Multipart.parts(text(input), body).size() + " parts";
                    } catch (ProblemException refused) {
                        return "refused";
                    }
                },
                MULTIPART,
                "multipart/form-data; boundary=\"xx\"; charset=utf-8");
    }

    @Test
    void jsonBodies() {
        Fuzz.runTexts(
                input -> status(
                        Events.json("", text(input)),
                        request -> Objects.toString(request.json(Body.class, 10).keys())),
                "{\"name\":\"a.gpx\",\"keys\":[1,2,3],\"more\":{\"a\":\"b\"}}",
                "{\"name\":null,\"keys\":[],\"more\":null}");
    }

    @Test
    void forms() {
        Fuzz.runTexts(
                input -> status(Events.form("", text(input)), RequestFuzzTest::parameters),
                "name=a%20b&updatetime=1700000000000&login=true&type=GPX",
                "name=%C3%A9&name=2&updatetime=&login");
    }

    @Test
    void queries() {
        Fuzz.runTexts(
                input -> status(Events.get(text(input)), RequestFuzzTest::parameters),
                "name=Home%20of%20ann%40example.org&updatetime=17&login=1",
                "name=+&cursor=abc&type=%");
    }

    @Test
    void headersAndCookies() {
        Fuzz.runTexts(
                input -> status(
                        Events.get(
                                "",
                                Map.of("accept-encoding", text(input), "origin", text(input), "cookie", text(input))),
                        request -> request.acceptsGzip() + " " + request.cookie("session")),
                "gzip;q=0, *;q=0.5",
                "https://example.org:443",
                "session=a; theme=b");
    }

    private static String parameters(Request request) {
        return request.optional("name")
                + " "
                + request.all("type")
                + request.flag("login")
                + request.number("updatetime")
                + request.optional("cursor");
    }

    /** Returns the status and the body length of a function that reads the request this way. */
    private static String status(APIGatewayV2HTTPEvent event, Function<Request, String> read) {
        var answer = new HttpFunction() {
            @Override
            protected Response handle(Request request) {
                return Response.text(200, read.apply(request));
            }
        }.handleRequest(event, HttpFunctionTest.context());
        assertThat(answer.getStatusCode()).isLessThan(500);
        return answer.getStatusCode() + " " + answer.getBody().length();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
