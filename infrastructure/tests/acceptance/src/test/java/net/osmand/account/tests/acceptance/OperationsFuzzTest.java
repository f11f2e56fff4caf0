package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.osmand.account.core.testing.Fuzz;
import net.osmand.account.tests.template.ApiDocument;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends random changes of good requests to the operations of the API's document. Each answer must be documented, which
 * {@link TestStack#send} checks, and must not be a server error. {@link MalformedTest} sends chosen bad values.
 */
@Tag("slow")
class OperationsFuzzTest {
    /** Operations that would sign out the test's own device or session. */
    private static final Pattern SIGNS_OUT = Pattern.compile(".*(logout|access|revoke).*");

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{\\w+}");
    private static final int DEEPEST = 4;

    private final TestStack stack = TestStack.shared();
    private final TestApp app = TestApp.signedUp(stack);
    private final TestBrowser browser = TestBrowser.signedUp(stack, TestStack.freshEmail(), "correct horse");
    private final List<ApiDocument.Operation> operations = TestStack.API.operations().stream()
            .filter(operation -> !SIGNS_OUT.matcher(operation.path()).matches())
            .toList();

    @Test
    void noRequestIsAServerError() {
        assertThat(operations).hasSizeGreaterThan(40);
        Fuzz.runTexts(
                this::send, operations.stream().map(OperationsFuzzTest::request).toArray(String[]::new));
    }

    /** Returns a good request: the operation, the id in its path, a line for each parameter, a blank line, the body. */
    private static String request(ApiDocument.Operation operation) {
        var text = new StringBuilder(operation.route()).append("\n1\n");
        for (var name : MalformedTest.parameters(operation)) {
            text.append(name)
                    .append('=')
                    .append(name.equals("type") ? "FAVOURITES" : "1")
                    .append('\n');
        }
        var schema = content(operation).path("application/json").path("schema");
        return text.append('\n')
                .append(schema.isMissingNode() ? "" : sample(schema, 0))
                .toString();
    }

    /** Returns JSON with all properties of the schema. */
    private static JsonNode sample(JsonNode reference, int depth) {
        var json = TestStack.JSON;
        var schema = TestStack.API.resolved(reference);
        if (depth > DEEPEST || schema.has("enum")) {
            return json.valueToTree(schema.path("enum").path(0).asText());
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                var object = json.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(property -> object.set(property.getKey(), sample(property.getValue(), depth + 1)));
                yield object;
            }
            case "array" -> json.createArrayNode().add(sample(schema.path("items"), depth + 1));
            case "integer", "number" -> json.valueToTree(1);
            case "boolean" -> json.valueToTree(true);
            default -> json.valueToTree("a");
        };
    }

    private String send(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        var end = text.indexOf("\n\n");
        var head = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        var body = end < 0 ? "" : text.substring(end + 2);
        var operation = operations.stream()
                .filter(known -> known.route().equals(head[0]))
                .findFirst()
                .orElse(operations.get(Math.floorMod(head[0].hashCode(), operations.size())));
        var query = new HashMap<String, String>();
        for (var i = 2; i < head.length; i++) {
            var pair = head[i].split("=", 2);
            query.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        // A slash, or an empty or relative segment, is another path.
        var id = TestStack.form(Map.of("id", head.length > 1 ? head[1].replace('/', '-') : ""))
                .substring("id=".length());
        var segment = id.matches("\\.*") ? "1" : id.replace("+", "%20");
        var path = PATH_PARAMETER.matcher(operation.path()).replaceAll(segment);
        var ofApp = !operation.path().startsWith("/mapapi") && !operation.path().startsWith("/v1");
        var request = HttpRequest.newBuilder(stack.uri(path + "?" + TestStack.form(ofApp ? app.with(query) : query)))
                .method(operation.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", contentType(operation));
        var answer = ofApp ? stack.send(request) : browser.send(request);
        assertThat(answer.statusCode()).as(operation.route()).isLessThan(500);
        return operation.route() + " " + answer.statusCode();
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
