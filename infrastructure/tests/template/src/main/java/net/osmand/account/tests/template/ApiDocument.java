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

/** The operations of infrastructure/api/openapi.yaml. Checks whether answers match the document. */
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
        // API Gateway prefers a literal path to one with a parameter.
        found.sort(Comparator.comparingLong(
                operation -> PARAMETER.matcher(operation.path()).results().count()));
        operations = List.copyOf(found);
        firstSteps = operations.stream()
                .map(operation -> firstStep(operation.path()))
                .collect(Collectors.toSet());
    }

    /** Reads the document from a YAML file. */
    public static ApiDocument read(Path file) {
        try {
            return new ApiDocument(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    /**
     * One method of one path. {@code id} is the logical id of its function, followed by {@code _} and a name if the
     * function has several routes.
     */
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

        /** Returns method and path in the form of an API Gateway route key. */
        public String route() {
            return method + " " + path;
        }
    }

    /** Returns the operations, those with the fewest path parameters first. */
    public List<Operation> operations() {
        return operations;
    }

    /** Returns the whole document. */
    public JsonNode root() {
        return root;
    }

    /** Returns the node, or the component of the document that it references. */
    public JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? resolved(root.at(reference.substring(1))) : node;
    }

    /** Returns the violations of the schema by the value; the list is empty if the value is valid. */
    public List<String> wrong(JsonNode schema, JsonNode value) {
        return schemas.wrong(schema, value);
    }

    /**
     * Returns the differences between an answer and the document. The list is empty if the answer is documented or its
     * path is not part of the API.
     */
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

    /** Returns the response that is documented for the status, or for its class such as {@code 5XX}. */
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
