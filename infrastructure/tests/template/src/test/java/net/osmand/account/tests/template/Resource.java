package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.osmand.account.sam.Template;

/**
 * A resource of template.yaml or of a nested stack, as written; functions and the API include the properties of
 * Globals.
 *
 * @param stack {@code root}, or the nested stack's file name without its ending
 */
record Resource(String stack, String id, String type, JsonNode definition) {
    private static final String FUNCTION = "AWS::Serverless::Function";

    /** Returns all resources of the project. */
    static List<Resource> all() {
        var found = new ArrayList<Resource>();
        read(found, "root", Path.of("template.yaml"));
        for (var stack : List.of("portal", "operations")) {
            read(found, stack, Path.of("infrastructure", "stacks", stack + ".yaml"));
        }
        return List.copyOf(found);
    }

    /** Returns the project's template. */
    static Template template() {
        return Template.read(root().resolve("template.yaml"));
    }

    /** Returns the project's folder. */
    static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = Optional.ofNullable(folder.getParent()).orElseThrow();
        }
        return folder;
    }

    /** Returns the value at this path below Properties. */
    JsonNode at(String... names) {
        var node = definition.path("Properties");
        for (var name : names) {
            node = node.path(name);
        }
        return node;
    }

    /** Returns whether there is a value at this path. */
    boolean has(String... names) {
        return !at(names).isMissingNode();
    }

    /** Returns whether the value at this path is this text. */
    boolean is(String value, String... names) {
        return at(names).asText().equals(value);
    }

    /** Returns every IAM statement in the resource. */
    List<JsonNode> statements() {
        var found = new ArrayList<JsonNode>();
        definition.findValues("Statement").forEach(list -> list.forEach(found::add));
        return found;
    }

    /** Returns the logical ids that Ref and GetAtt reference in a value. */
    static Set<String> references(JsonNode value) {
        var found = new TreeSet<String>();
        value.findValues("Ref").forEach(name -> found.add(name.asText()));
        value.findValues("Fn::GetAtt").forEach(name -> found.add(name.path(0).asText()));
        return found;
    }

    @Override
    public String toString() {
        return stack.equals("root") ? id : stack + "/" + id;
    }

    private static void read(List<Resource> found, String stack, Path file) {
        var template = Template.read(root().resolve(file));
        var globals = template.section("Globals").path("Function");
        template.section("Resources").properties().forEach(resource -> {
            var definition = resource.getValue().deepCopy();
            var type = definition.path("Type").asText();
            if (type.equals(FUNCTION)) {
                var properties = (ObjectNode) definition.path("Properties");
                globals.properties().stream()
                        .filter(global -> !properties.has(global.getKey()))
                        .forEach(global -> properties.set(global.getKey(), global.getValue()));
            }
            found.add(new Resource(stack, resource.getKey(), type, definition));
        });
    }
}
