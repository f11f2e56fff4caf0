package net.osmand.account.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A SAM template as written. {@link Intrinsics} resolves its values. */
public final class Template {
    private final JsonNode root;

    private Template(JsonNode root) {
        this.root = root;
    }

    /** Reads the YAML, short forms such as {@code !Ref} included. */
    public static Template read(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            return new Template(TemplateYaml.parse(reader));
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    /**
     * The parameters' defaults, overlaid with the given values.
     *
     * @throws IllegalArgumentException for a value that is not among the parameter's {@code AllowedValues}
     */
    public Map<String, String> parameters(Map<String, String> given) {
        var parameters = new LinkedHashMap<String, String>();
        root.path("Parameters").properties().forEach(parameter -> {
            if (parameter.getValue().has("Default")) {
                parameters.put(
                        parameter.getKey(), parameter.getValue().path("Default").asText());
            }
        });
        given.forEach((name, value) -> {
            refuseUnlessAllowed(name, value);
            parameters.put(name, value);
        });
        return Collections.unmodifiableMap(parameters);
    }

    private void refuseUnlessAllowed(String name, String value) {
        var allowed = root.path("Parameters").path(name).path("AllowedValues");
        if (!allowed.isMissingNode()
                && allowed.valueStream().noneMatch(each -> each.asText().equals(value))) {
            throw new IllegalArgumentException("%s can't be %s: it is one of %s".formatted(name, value, allowed));
        }
    }

    /** A section as written, such as {@code Globals}, or a missing node. */
    public JsonNode section(String name) {
        return root.path(name);
    }

    JsonNode condition(String name) {
        return root.path("Conditions").path(name);
    }

    JsonNode mapping(String name) {
        return root.path("Mappings").path(name);
    }

    /** The type of a resource, such as {@code AWS::S3::Bucket}; empty for an unknown name. */
    public String type(String logicalId) {
        return root.path("Resources").path(logicalId).path("Type").asText();
    }

    /** The unresolved properties of a resource. */
    public JsonNode properties(String logicalId) {
        return root.path("Resources").path(logicalId).path("Properties");
    }

    /** The logical ids of all resources of a type, in the template's order. */
    public List<String> ofType(String type) {
        var found = new ArrayList<String>();
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.add(resource.getKey());
            }
        });
        return found;
    }

    /** The default properties of functions, unresolved. */
    public JsonNode functionDefaults() {
        return root.path("Globals").path("Function");
    }

    /** The environment variables of every function. */
    public JsonNode globalVariables() {
        var variables = functionDefaults().path("Environment").path("Variables");
        return variables.isObject() ? variables : JsonNodeFactory.instance.objectNode();
    }
}
