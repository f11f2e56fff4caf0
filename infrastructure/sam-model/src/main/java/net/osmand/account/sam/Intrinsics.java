package net.osmand.account.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resolves CloudFormation's intrinsic functions against parameters and resources. */
public final class Intrinsics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([A-Za-z0-9:.]+)}");
    private static final String NO_VALUE = "AWS::NoValue";

    private final Template template;
    private final Map<String, String> parameters;
    private final Values values;

    /** Takes the parameters, including pseudo parameters such as {@code AWS::Region}. */
    public Intrinsics(Template template, Map<String, String> parameters, Values values) {
        this.template = template;
        this.parameters = parameters;
        this.values = values;
    }

    /** Returns a copy of the node with all intrinsic functions resolved. */
    public JsonNode resolve(JsonNode node) {
        if (node.isArray()) {
            var array = JSON.arrayNode();
            for (var element : node) {
                kept(element).ifPresent(array::add);
            }
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var entries = List.copyOf(node.properties());
        if (entries.size() == 1) {
            var only = entries.getFirst();
            if (only.getKey().equals("Ref")
                    || (only.getKey().equals("Condition") && only.getValue().isTextual())
                    || only.getKey().startsWith("Fn::")) {
                return call(only.getKey(), only.getValue());
            }
        }
        var object = JSON.objectNode();
        entries.forEach(entry -> kept(entry.getValue()).ifPresent(value -> object.set(entry.getKey(), value)));
        return object;
    }

    private Optional<JsonNode> kept(JsonNode node) {
        var value = resolve(node);
        return value.asText().equals(NO_VALUE) ? Optional.empty() : Optional.of(value);
    }

    private JsonNode call(String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> JSON.textNode(reference(argument.asText()));
            case "Fn::GetAtt" ->
                JSON.textNode(values.attribute(
                        argument.path(0).asText(), resolve(argument.path(1)).asText()));
            case "Fn::Sub" -> JSON.textNode(substitute(argument));
            case "Fn::Join" -> JSON.textNode(String.join(argument.path(0).asText(), texts(resolve(argument.path(1)))));
            case "Fn::Select" ->
                resolve(argument.path(1)).path(resolve(argument.path(0)).asInt());
            case "Fn::Split" -> split(argument);
            case "Fn::If" -> resolve(argument.path(condition(argument.path(0).asText()) ? 1 : 2));
            case "Condition" -> JSON.booleanNode(condition(argument.asText()));
            case "Fn::Equals" ->
                JSON.booleanNode(resolve(argument.path(0))
                        .asText()
                        .equals(resolve(argument.path(1)).asText()));
            case "Fn::Not" -> JSON.booleanNode(!resolve(argument.path(0)).asBoolean());
            case "Fn::And" -> JSON.booleanNode(truths(argument).stream().allMatch(truth -> truth));
            case "Fn::Or" -> JSON.booleanNode(truths(argument).stream().anyMatch(truth -> truth));
            case "Fn::FindInMap" ->
                resolve(template.mapping(resolve(argument.path(0)).asText())
                        .path(resolve(argument.path(1)).asText())
                        .path(resolve(argument.path(2)).asText()));
            default -> throw new IllegalArgumentException("sam-model does not support " + function);
        };
    }

    /** Resolves {@code !GetAtt}. */
    public String attribute(String logicalId, String attribute) {
        return values.attribute(logicalId, attribute);
    }

    /** Resolves {@code !Ref}. */
    public String reference(String name) {
        if (name.equals(NO_VALUE)) {
            return NO_VALUE;
        }
        var parameter = parameters.get(name);
        return parameter != null ? parameter : values.reference(name);
    }

    private String substitute(JsonNode argument) {
        var own = argument.isArray() ? resolve(argument.path(1)) : JSON.objectNode();
        var text = argument.isArray() ? argument.path(0).asText() : argument.asText();
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            var name = match.group(2);
            String value;
            if (!match.group(1).isEmpty()) {
                value = "${" + name + "}";
            } else if (own.has(name)) {
                value = own.path(name).asText();
            } else if (name.contains(".")) {
                var dot = name.indexOf('.');
                value = values.attribute(name.substring(0, dot), name.substring(dot + 1));
            } else {
                value = reference(name);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private JsonNode split(JsonNode argument) {
        var array = JSON.arrayNode();
        for (var part : resolve(argument.path(1))
                .asText()
                .split(Pattern.quote(argument.path(0).asText()), -1)) {
            array.add(part);
        }
        return array;
    }

    private boolean condition(String name) {
        return resolve(template.condition(name)).asBoolean();
    }

    private List<Boolean> truths(JsonNode conditions) {
        var truths = new ArrayList<Boolean>();
        conditions.forEach(condition -> truths.add(resolve(condition).asBoolean()));
        return truths;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
