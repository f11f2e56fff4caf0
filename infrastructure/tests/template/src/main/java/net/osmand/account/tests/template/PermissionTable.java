package net.osmand.account.tests.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.osmand.account.sam.Template;

/** The table of docs/reference/permissions.md: the callers and permissions of each function, from template.yaml. */
public final class PermissionTable {
    private static final GeneratedPart PART = new GeneratedPart("template.yaml");
    private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)(\\.Arn)?}");

    private final Template template;

    public PermissionTable(Template template) {
        this.template = template;
    }

    /** Returns the document with the current table between its two marks. */
    public String in(String document) {
        return PART.replace(document, table());
    }

    private String table() {
        return template.ofType("AWS::Serverless::Function").stream()
                .map(this::row)
                .collect(Collectors.joining(
                        "\n", "| called by | function | data | permissions |\n| --- | --- | --- | --- |\n", "\n"));
    }

    private String row(String function) {
        var properties = template.properties(function);
        var permissions = permissions(properties.path("Policies"));
        return "| %s | %s | %s | %s |"
                .formatted(
                        lines(callers(properties)),
                        function,
                        lines(permissions.keySet().stream()
                                .map(data -> "`" + data + "`")
                                .toList()),
                        lines(permissions.values().stream()
                                .map(actions -> String.join(", ", actions))
                                .toList()));
    }

    private static List<String> callers(JsonNode function) {
        var callers = new ArrayList<String>();
        function.path("Events").forEach(event -> callers.add(caller(event)));
        // Only the trigger of the user pool is configured in the pool instead of the function.
        return callers.isEmpty() ? List.of("Cognito, to mail a code") : callers;
    }

    private static String caller(JsonNode event) {
        var properties = event.path("Properties");
        var type = event.path("Type").asText();
        return switch (type) {
            case "HttpApi" ->
                "`" + properties.path("Method").asText() + " "
                        + properties.path("Path").asText() + "`";
            case "SQS" -> "queue " + resource(properties.path("Queue"));
            case "DynamoDB" -> "stream of " + resource(properties.path("Stream"));
            case "ScheduleV2" -> properties.path("ScheduleExpression").asText();
            case "EventBridgeRule" ->
                "event of " + properties.path("Pattern").path("source").path(0).asText();
            default -> throw new IllegalArgumentException("no word for an event of type " + type);
        };
    }

    /** Returns the actions by resource, both in the order of the policies. */
    private static Map<String, SortedSet<String>> permissions(JsonNode policies) {
        var permissions = new LinkedHashMap<String, SortedSet<String>>();
        policies.forEach(policy -> policy.path("Statement")
                .forEach(statement -> each(statement.path("Resource"))
                        .forEach(resource -> each(statement.path("Action"))
                                .forEach(action -> permissions
                                        .computeIfAbsent(resource(resource), _ -> new TreeSet<>())
                                        .add(action.asText().replaceFirst("^[^:]+:", ""))))));
        return permissions;
    }

    private static List<JsonNode> each(JsonNode oneOrMore) {
        var all = new ArrayList<JsonNode>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(all::add);
        } else {
            all.add(oneOrMore);
        }
        return all;
    }

    /** Returns the logical id with the path below it. */
    private static String resource(JsonNode reference) {
        if (reference.has("Fn::GetAtt")) {
            return reference.path("Fn::GetAtt").path(0).asText();
        }
        if (reference.has("Ref")) {
            var name = reference.path("Ref").asText();
            return name.endsWith(".Alias") ? "functions with SnapStart" : name;
        }
        var text = reference.path("Fn::Sub").asText();
        return SUBSTITUTED.matcher(text.substring(text.lastIndexOf(':') + 1)).replaceAll("$1");
    }

    private static String lines(List<String> lines) {
        return String.join("<br>", lines);
    }
}
