package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** infrastructure/api/openapi.yaml: the operations, and whether an answer is one that they document. */
public final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    private final JsonNode root;
    private final List<Operation> operations;
    private final Set<String> firstSteps;
    private final Schemas schemas;

    private ApiDocument(JsonNode root) {
        this.root = root;
        schemas = new Schemas(root.path("components"));
        var found = new ArrayList<Operation>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> found.add(Operation.of(entry.getKey(), path.getKey(), entry.getValue()))));
        // The gateway takes the literal path before the one with a parameter.
        found.sort(Comparator.comparingLong(
                operation -> PARAMETER.matcher(operation.path()).results().count()));
        operations = List.copyOf(found);
        firstSteps = operations.stream()
                .map(operation -> firstStep(operation.path()))
                .collect(Collectors.toSet());
    }

    /** Reads the YAML. */
    public static ApiDocument read(Path file) {
        try {
            return new ApiDocument(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    /** One method of one path; {@code id} is the logical id of its function, with {@code _} and a name if it has several routes. */
    public record Operation(String method, String path, String id, JsonNode node, Pattern pattern) {
        static Operation of(String method, String path, JsonNode node) {
            var literal = PARAMETER.splitAsStream(path).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
            var pattern = Pattern.compile(path.endsWith("}") ? literal + "[^/]+" : literal);
            return new Operation(
                    method.toUpperCase(Locale.ROOT),
                    path,
                    node.path("operationId").asText(),
                    node,
                    pattern);
        }

        /** Method and path, as API Gateway names a route. */
        public String route() {
            return method + " " + path;
        }
    }

    /** Those with the most literal paths first. */
    public List<Operation> operations() {
        return operations;
    }

    /** The document itself. */
    public JsonNode root() {
        return root;
    }

    /** The node, or what it refers to in the document's components. */
    public JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? resolved(root.at(reference.substring(1))) : node;
    }

    /** What is wrong with the value by this schema of the document; empty where it is as documented. */
    public List<String> wrong(JsonNode schema, JsonNode value) {
        return schemas.wrong(schema, value);
    }

    /** What is wrong with an answer; empty where the document has it, or where it is not of the API at all. */
    public List<String> wrong(Answer answer) {
        var operation = operations.stream()
                .filter(candidate -> candidate.method().equals(answer.method())
                        && candidate.pattern().matcher(answer.path()).matches())
                .findFirst();
        if (operation.isEmpty()) {
            return firstSteps.contains(firstStep(answer.path())) && answer.status() != 404
                    ? List.of("no operation is documented here")
                    : List.of();
        }
        var response = response(operation.get(), answer.status());
        if (response.isEmpty()) {
            return List.of("this status is not documented");
        }
        var wrong = new ArrayList<String>();
        response.get().path("headers").properties().forEach(header -> {
            if (resolved(header.getValue()).path("required").asBoolean() && !answer.hasHeader(header.getKey())) {
                wrong.add("no header " + header.getKey());
            }
        });
        wrong.addAll(wrongBody(response.get().path("content"), answer));
        return wrong;
    }

    /** Of the status itself, or of its class, such as {@code 5XX}. */
    private Optional<JsonNode> response(Operation operation, int status) {
        var responses = operation.node().path("responses");
        var documented = responses.path(Integer.toString(status));
        var response = documented.isMissingNode() ? responses.path(status / 100 + "XX") : documented;
        return response.isMissingNode() ? Optional.empty() : Optional.of(resolved(response));
    }

    private List<String> wrongBody(JsonNode content, Answer answer) {
        if (content.isEmpty()) {
            return answer.isEmpty() ? List.of() : List.of("no body is documented");
        }
        var schema = content.path(answer.mediaType()).path("schema");
        if (schema.isMissingNode()) {
            return List.of("the content type " + answer.mediaType() + " is not documented");
        }
        if (schema.path("format").asText().equals("binary")) {
            return List.of();
        }
        try {
            return wrong(schema, answer.value());
        } catch (IOException unreadable) {
            return List.of("the body is no " + answer.mediaType() + ": " + unreadable.getMessage());
        }
    }

    private static String firstStep(String path) {
        return (path + "/").split("/", 3)[1];
    }
}
