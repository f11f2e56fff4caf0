package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.Test;

/** Checks infrastructure/api/openapi.yaml against OpenAPI, against the template and for consistency. */
class ApiDocumentTest {
    private static final Path FOLDER = Repository.root().resolve("infrastructure/api");

    private final ApiDocument document = ApiDocument.read(FOLDER.resolve("openapi.yaml"));

    @Test
    void isOpenApi() {
        var parsed = new OpenAPIV3Parser()
                .readLocation(FOLDER.resolve("openapi.yaml").toString(), null, null);
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.1");
    }

    /** Every route is documented with the name of its function, and every documented operation is a route. */
    @Test
    void hasTheRoutesOfTheTemplate() {
        var documented = new TreeMap<String, String>();
        document.operations()
                .forEach(operation ->
                        documented.put(operation.route(), operation.id().replaceFirst("(?<=Function)[A-Z_].*", "")));
        assertThat(documented).isEqualTo(routes());
    }

    @Test
    void namesEachOperationOnce() {
        assertThat(document.operations().stream().map(ApiDocument.Operation::id))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void closesEveryObjectOfAnAnswer() {
        var objects = new ArrayList<JsonNode>();
        responses()
                .forEach(response ->
                        response.path("content").forEach(content -> collectObjects(content.path("schema"), objects)));
        assertThat(objects).hasSizeGreaterThan(20).allSatisfy(object -> {
            assertThat(object.path("additionalProperties").isBoolean()).isTrue();
            assertThat(object.path("additionalProperties").asBoolean()).isFalse();
            assertThat(object.path("required").isArray()).isTrue();
            assertThat(fieldNames(object.path("properties"))).containsAll(texts(object.path("required")));
        });
    }

    @Test
    void documentsRefusalsBelowV1AsProblems() {
        for (var operation : document.operations()) {
            var coded = List.of("400", "401", "403", "404", "409");
            for (var status : coded) {
                var response =
                        document.resolved(operation.node().path("responses").path(status));
                if (!response.isMissingNode()) {
                    assertThat(fieldNames(response.path("content")).contains("application/problem+json"))
                            .as(operation.route() + " " + status)
                            .isEqualTo(operation.path().startsWith("/v1/"));
                }
            }
        }
    }

    @Test
    void knowsEveryCodeAndEveryTextOfARefusal() {
        var schemas = document.root().path("components").path("schemas");
        var codes = Stream.of(Problem.values()).map(Problem::code).distinct().map(String::valueOf);
        assertThat(texts(schemas.at("/CodedError/properties/error/properties/errorCode/enum")))
                .containsExactlyInAnyOrderElementsOf(codes.toList());
        assertThat(texts(schemas.at("/RefusalText/enum")))
                .containsAll(Stream.of(WebErrorException.Reason.values())
                        .map(reason -> new WebErrorException(reason).text())
                        .toList());
    }

    @Test
    void usesAllThatItDefines() throws IOException {
        var text = Files.readString(FOLDER.resolve("openapi.yaml"));
        for (var kind : List.of("parameters", "requestBodies", "headers", "responses", "schemas")) {
            for (var name : fieldNames(document.root().path("components").path(kind))) {
                assertThat(text).contains("\"#/components/" + kind + "/" + name + "\"");
            }
        }
    }

    @Test
    void hasExamplesThatAreTrue() throws IOException {
        var named = new TreeSet<String>();
        for (var response : responses()) {
            for (var content : response.path("content")) {
                for (var example : content.path("examples")) {
                    var file = example.path("externalValue").asText();
                    named.add(file);
                    var value = new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
                    assertThat(document.wrong(content.path("schema"), value))
                            .as(file)
                            .isEmpty();
                }
            }
        }
        try (var files = Files.list(FOLDER.resolve("examples"))) {
            assertThat(files.map(file -> "examples/" + file.getFileName())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    /** The end-to-end tests rely on this check, so it must reject undocumented answers. */
    @Test
    void condemnsWhatIsNotDocumented() {
        assertThat(answer(200, "application/json", "{\"status\":\"ok\"}")).isEmpty();
        assertThat(answer(200, "application/json", "{\"status\":\"ok\",\"more\":1}"))
                .hasSize(1);
        assertThat(answer(200, "application/json", "{}")).isNotEmpty();
        assertThat(answer(200, "text/plain", "ok")).isNotEmpty();
        assertThat(answer(200, "application/json", "ok")).isNotEmpty();
        assertThat(answer(418, "application/json", "{}")).isNotEmpty();
        assertThat(answer(400, "application/json", "{\"error\":{\"errorCode\":105,\"message\":\"no\"}}"))
                .isEmpty();
        assertThat(answer(400, "application/json", "{\"error\":{\"errorCode\":99,\"message\":\"no\"}}"))
                .isNotEmpty();
        assertThat(answer(503, "application/json", "{\"message\":\"Service Unavailable\"}"))
                .isEmpty();
    }

    private List<String> answer(int status, String contentType, String body) {
        return document.wrong(new Answer(
                "POST",
                "/userdata/delete-file",
                status,
                HttpHeaders.of(Map.of("content-type", List.of(contentType)), (_, _) -> true),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    private List<JsonNode> responses() {
        return document.operations().stream()
                .flatMap(operation -> stream(operation.node().path("responses")))
                .map(document::resolved)
                .toList();
    }

    private void collectObjects(JsonNode schema, List<JsonNode> objects) {
        var resolved = document.resolved(schema);
        if (objects.contains(resolved)) {
            return;
        }
        if (resolved.path("additionalProperties").isObject()) {
            // The keys of this map are names given by users.
            collectObjects(resolved.path("additionalProperties"), objects);
        } else if (resolved.has("properties") || texts(resolved.path("type")).contains("object")) {
            objects.add(resolved);
        }
        resolved.path("properties").forEach(property -> collectObjects(property, objects));
        Stream.of("oneOf", "anyOf", "allOf")
                .forEach(choice -> resolved.path(choice).forEach(one -> collectObjects(one, objects)));
        if (resolved.has("items")) {
            collectObjects(resolved.path("items"), objects);
        }
    }

    private static Map<String, String> routes() {
        var template = Template.read(Repository.root().resolve("template.yaml"));
        var routes = new TreeMap<String, String>();
        for (var function : template.ofType("AWS::Serverless::Function")) {
            stream(template.properties(function).path("Events"))
                    .filter(event -> event.path("Type").asText().equals("HttpApi"))
                    .map(event -> FunctionDefinition.routeKey(event.path("Properties")))
                    .forEach(route -> routes.put(route, function));
        }
        return routes;
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static List<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Returns the texts of an array, or the single text. */
    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? stream(node).map(JsonNode::asText).collect(Collectors.toList())
                : Optional.of(node.asText()).filter(text -> !text.isEmpty()).stream()
                        .toList();
    }
}
