package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.osmand.account.tests.template.ApiDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Calls each operation of the API's document with missing, mistyped and hostile parameters and bodies. Each answer must
 * be documented, which {@link TestStack#send} checks, and must not be a server error.
 */
@Tag("slow")
class MalformedTest {
    private static final List<String> HOSTILE = List.of(
            "", "null", "-1", "99999999999999999999", "../x/../", "\0", "\r\n\uD83D\uDCA3 %", "x".repeat(3_000));
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "{",
            "{}",
            "[]",
            "[null]",
            "[{}]",
            "[{\"name\":\"a\",\"type\":\"GPX\",\"updatetime\":\"soon\"}]",
            "{\"username\":{},\"token\":[],\"password\":true}",
            "{\"username\":\"\\u0000\",\"token\":1e99,\"password\":null,\"events\":[{}]}",
            "[".repeat(3_000),
            "a=b&&=&%zz=%&a",
            "--x\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\n");
    /** Harmless values for the other parameters. They send no mail, sign out no user and delete no account. */
    private static final Map<String, String> PLAUSIBLE = Map.ofEntries(
            Map.entry("type", "FAVOURITES"),
            Map.entry("name", "favorites.gpx"),
            Map.entry("updatetime", "1"),
            Map.entry("clienttime", "1"),
            Map.entry("email", "nobody"),
            Map.entry("action", "none"),
            Map.entry("lang", "en"),
            Map.entry("isNew", "false"),
            Map.entry("format", ".osf"),
            Map.entry("month", "2026-11"),
            Map.entry("zone", "UTC"));

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{\\w+}");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestStack stack = TestStack.shared();
    private final TestApp app = TestApp.signedUp(stack);
    private final TestBrowser browser = TestBrowser.signedUp(stack, TestStack.freshEmail(), "correct horse");

    @TestFactory
    Stream<DynamicTest> eachOperationRefusesWhatMakesNoSense() {
        return TestStack.API.operations().stream()
                // The operation that ends the session comes last.
                .sorted(Comparator.comparing(operation -> operation.id().equals("PortalLogoutFunction")))
                .map(operation -> DynamicTest.dynamicTest(operation.route(), () -> attack(operation)));
    }

    private void attack(ApiDocument.Operation operation) {
        var parameters = parameters(operation);
        var plausible = new HashMap<String, String>();
        parameters.forEach(name -> plausible.put(name, PLAUSIBLE.getOrDefault(name, "1")));
        var type = contentType(operation);

        call(operation, Map.of(), "1", type, "");
        for (var parameter : parameters) {
            var without = new HashMap<>(plausible);
            without.remove(parameter);
            call(operation, without, "1", type, "");
            for (var value : HOSTILE) {
                var with = new HashMap<>(plausible);
                with.put(parameter, value);
                call(operation, with, "1", type, "");
            }
        }
        if (operation.path().contains("{")) {
            HOSTILE.stream()
                    .filter(value -> !value.isEmpty() && !value.contains("/"))
                    .forEach(id -> call(operation, Map.of(), id, type, ""));
        }
        if (!operation.method().equals("GET")) {
            BODIES.forEach(body -> call(operation, plausible, "1", type, body));
            call(operation, plausible, "1", "", "{}");
        }
    }

    private void call(
            ApiDocument.Operation operation, Map<String, String> query, String id, String contentType, String body) {
        var encoded = TestStack.form(Map.of("id", id)).substring("id=".length()).replace("+", "%20");
        var path = PATH_PARAMETER.matcher(operation.path()).replaceAll(encoded);
        var ofApp = !operation.path().startsWith("/mapapi") && !operation.path().startsWith("/v1");
        var request = HttpRequest.newBuilder(stack.uri(path + "?" + TestStack.form(ofApp ? app.with(query) : query)))
                .method(operation.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        var answer = ofApp ? stack.send(request) : browser.send(request);
        assertThat(answer.statusCode())
                .as(() -> shown(operation, query, body, answer))
                .isLessThan(500);
    }

    private static String shown(
            ApiDocument.Operation operation, Map<String, String> query, String body, HttpResponse<byte[]> answer) {
        return "%s ?%s body %.40s: %s".formatted(operation.route(), query, body, TestBrowser.text(answer));
    }

    /** Returns the names of the query parameters and of the form fields, which may be sent in the query too. */
    static List<String> parameters(ApiDocument.Operation operation) {
        var names = new ArrayList<String>();
        Stream.of(
                        operation.node().path("parameters"),
                        TestStack.API
                                .root()
                                .path("paths")
                                .path(operation.path())
                                .path("parameters"))
                .forEach(list -> list.forEach(parameter -> {
                    var resolved = TestStack.API.resolved(parameter);
                    if (resolved.path("in").asText().equals("query")) {
                        names.add(resolved.path("name").asText());
                    }
                }));
        content(operation)
                .path(FORM)
                .path("schema")
                .path("properties")
                .properties()
                .forEach(property -> names.add(property.getKey()));
        names.remove("deviceid");
        return names;
    }

    private static String contentType(ApiDocument.Operation operation) {
        return content(operation).properties().stream()
                .findFirst()
                .map(content -> content.getKey().startsWith("multipart/")
                        ? content.getKey() + "; boundary=x"
                        : content.getKey())
                .orElse("application/json");
    }

    private static JsonNode content(ApiDocument.Operation operation) {
        return TestStack.API.resolved(operation.node().path("requestBody")).path("content");
    }
}
