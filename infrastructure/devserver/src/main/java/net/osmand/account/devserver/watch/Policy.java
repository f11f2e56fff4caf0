package net.osmand.account.devserver.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The IAM statements of one function. Denies everything else, and records which permissions were needed. */
final class Policy {
    private final List<Grant> allowed;
    private final List<Grant> denied;
    private final Set<Grant> needed = ConcurrentHashMap.newKeySet();

    Policy(List<JsonNode> statements) {
        allowed = grants(statements, "Allow");
        denied = grants(statements, "Deny");
    }

    boolean allows(RequiredPermission need) {
        var by = allowed.stream().filter(grant -> grant.covers(need)).toList();
        needed.addAll(by);
        return !by.isEmpty() && denied.stream().noneMatch(grant -> grant.covers(need));
    }

    /** Permissions that no call has needed so far, each as action and resource. */
    List<String> unneeded() {
        return allowed.stream()
                .filter(Predicate.not(needed::contains))
                .map(grant -> grant.action + " " + grant.resource)
                .distinct()
                .toList();
    }

    private static List<Grant> grants(List<JsonNode> statements, String effect) {
        return statements.stream()
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .flatMap(statement -> texts(statement.path("Action"))
                        .flatMap(action -> texts(statement.path("Resource"))
                                .map(resource -> new Grant(action, resource, conditions(statement)))))
                .toList();
    }

    /** Allowed values by condition key. */
    private static Map<String, Set<String>> conditions(JsonNode statement) {
        var conditions = new HashMap<String, Set<String>>();
        statement.path("Condition").properties().forEach(operator -> {
            if (!operator.getKey().equals("StringEquals")) {
                throw new IllegalArgumentException(
                        "the dev server does not support the condition " + operator.getKey());
            }
            operator.getValue()
                    .properties()
                    .forEach(key ->
                            conditions.put(key.getKey(), texts(key.getValue()).collect(Collectors.toSet())));
        });
        return conditions;
    }

    /** The strings of a string or a list. */
    private static Stream<String> texts(JsonNode node) {
        return node.isTextual() ? Stream.of(node.asText()) : node.valueStream().map(JsonNode::asText);
    }

    /** One action on one resource, both with wildcards, and its conditions. */
    private record Grant(String action, String resource, Map<String, Set<String>> conditions) {
        boolean covers(RequiredPermission need) {
            return matches(action.toLowerCase(Locale.ROOT), need.action().toLowerCase(Locale.ROOT))
                    && conditions.entrySet().stream()
                            .allMatch(condition ->
                                    condition.getValue().contains(need.context().getOrDefault(condition.getKey(), "")))
                    && need.resources().stream().anyMatch(text -> matches(resource, text));
        }

        private static boolean matches(String glob, String text) {
            return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), Pattern.DOTALL)
                    .matcher(text)
                    .matches();
        }
    }
}
