package net.osmand.account.sam;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function of the template with all values resolved.
 *
 * @param codeUri path of the jar, relative to the template
 * @param timeout timeout of an invocation
 * @param variables the environment, with the variables of Globals
 * @param statements the IAM statements of its policies
 * @param events the events' names, each with {@code Type} and {@code Properties}
 * @param whenInvokedAsynchronously the function's {@code EventInvokeConfig}
 * @param hasSnapshot whether SnapStart starts its published versions
 */
public record FunctionDefinition(
        String logicalId,
        String handler,
        String codeUri,
        Duration timeout,
        Map<String, String> variables,
        List<JsonNode> statements,
        Map<String, JsonNode> events,
        JsonNode whenInvokedAsynchronously,
        boolean hasSnapshot) {
    /** Lambda's default timeout in seconds. */
    private static final long LAMBDAS_OWN_TIMEOUT = 3;

    /** Resolves the function of that logical id. */
    public static FunctionDefinition of(Template template, Intrinsics intrinsics, String logicalId) {
        var properties = intrinsics.resolve(template.properties(logicalId));
        var variables = new LinkedHashMap<String, String>();
        intrinsics
                .resolve(template.globalVariables())
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        properties
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        var statements = new ArrayList<JsonNode>();
        properties.path("Policies").forEach(policy -> policy.path("Statement").forEach(statements::add));
        var snapStart = properties.has("SnapStart")
                ? properties.path("SnapStart")
                : template.functionDefaults().path("SnapStart");
        var events = new LinkedHashMap<String, JsonNode>();
        properties.path("Events").properties().forEach(event -> events.put(event.getKey(), event.getValue()));
        return new FunctionDefinition(
                logicalId,
                properties.path("Handler").asText(),
                properties.path("CodeUri").asText(),
                Duration.ofSeconds(properties
                        .path("Timeout")
                        .asLong(template.functionDefaults().path("Timeout").asLong(LAMBDAS_OWN_TIMEOUT))),
                variables,
                statements,
                events,
                properties.path("EventInvokeConfig"),
                snapStart.path("ApplyOn").asText().equals("PublishedVersions"));
    }

    /** The properties of the events of a type. */
    public List<JsonNode> eventsOf(String type) {
        return events.values().stream()
                .filter(event -> event.path("Type").asText().equals(type))
                .map(event -> event.path("Properties"))
                .toList();
    }

    /**
     * Returns the name in the ledger: the first route, such as {@code POST /userdata/upload-file}, or the logical id.
     */
    public String label() {
        return eventsOf("HttpApi").stream()
                .findFirst()
                .map(FunctionDefinition::routeKey)
                .orElse(logicalId);
    }

    /** Method and path, in API Gateway's format. */
    public static String routeKey(JsonNode httpApi) {
        return httpApi.path("Method").asText() + " " + httpApi.path("Path").asText();
    }
}
