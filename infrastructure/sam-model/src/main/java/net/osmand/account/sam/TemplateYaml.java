package net.osmand.account.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.Reader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Converts YAML with CloudFormation's short tags to JSON with the long forms. */
final class TemplateYaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TemplateYaml() {}

    static JsonNode parse(Reader reader) {
        return node(new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader));
    }

    private static JsonNode node(Node node) {
        var tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node);
        }
        var name = tag.substring(1);
        var function = List.of("Ref", "Condition").contains(name) ? name : "Fn::" + name;
        JsonNode argument = plain(node);
        if (name.equals("GetAtt") && argument.isTextual()) {
            var dot = argument.textValue().lastIndexOf('.');
            argument = JSON.arrayNode()
                    .add(argument.textValue().substring(0, dot))
                    .add(argument.textValue().substring(dot + 1));
        }
        return JSON.objectNode().set(function, argument);
    }

    private static JsonNode plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var object = JSON.objectNode();
                mapping.getValue()
                        .forEach(entry ->
                                object.set(((ScalarNode) entry.getKeyNode()).getValue(), node(entry.getValueNode())));
                yield object;
            }
            case SequenceNode sequence -> {
                var array = JSON.arrayNode();
                sequence.getValue().forEach(element -> array.add(node(element)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new IllegalArgumentException("unsupported YAML in a template: " + node.getTag());
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        var tag = scalar.getTag();
        var value = scalar.getValue();
        if (tag.equals(Tag.INT)) {
            return JSON.numberNode(Long.parseLong(value));
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(value));
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(value);
    }
}
