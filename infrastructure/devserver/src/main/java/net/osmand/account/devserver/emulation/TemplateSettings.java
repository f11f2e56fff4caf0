package net.osmand.account.devserver.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.osmand.account.emulators.cognito.PoolSettings;
import net.osmand.account.emulators.sqs.QueueSettings;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;

/** Reads the emulators' settings from the template. */
record TemplateSettings(Template template, Intrinsics intrinsics) {
    private static final Map<String, String> PASSWORD_CLASSES = Map.of(
            "RequireLowercase", "LOWERCASE",
            "RequireUppercase", "UPPERCASE",
            "RequireNumbers", "NUMBERS",
            "RequireSymbols", "SYMBOLS");

    /** The queues. */
    List<QueueSettings> queues() {
        return template.ofType("AWS::SQS::Queue").stream()
                .map(id -> queue(id, intrinsics.resolve(template.properties(id))))
                .toList();
    }

    private QueueSettings queue(String id, JsonNode properties) {
        var redrive = properties.path("RedrivePolicy");
        return new QueueSettings(
                id,
                intrinsics.reference(id),
                intrinsics.attribute(id, "Arn"),
                seconds(properties, "VisibilityTimeout", 30),
                seconds(properties, "DelaySeconds", 0),
                seconds(properties, "MessageRetentionPeriod", Duration.ofDays(4).toSeconds()),
                redrive.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new QueueSettings.Redrive(
                                redrive.path("deadLetterTargetArn").asText(),
                                redrive.path("maxReceiveCount").asInt())));
    }

    private static Duration seconds(JsonNode properties, String name, long otherwise) {
        return Duration.ofSeconds(properties.path(name).asLong(otherwise));
    }

    /**
     * A user pool and its client.
     *
     * @param pool the pool's resolved properties
     */
    PoolSettings userPool(String poolId, JsonNode pool, String keyArn) {
        var clientId = template.ofType("AWS::Cognito::UserPoolClient").getFirst();
        var client = intrinsics.resolve(template.properties(clientId));
        var policies = pool.path("Policies");
        var passwords = policies.path("PasswordPolicy");
        var factors = texts(policies.path("SignInPolicy").path("AllowedFirstAuthFactors"));
        return new PoolSettings(
                intrinsics.reference(poolId),
                intrinsics.reference(clientId),
                client.path("GenerateSecret").asBoolean() ? intrinsics.attribute(clientId, "ClientSecret") : null,
                passwords.path("MinimumLength").asInt(8),
                // Without the property, CloudFormation sets none and Cognito requires no class.
                PASSWORD_CLASSES.entrySet().stream()
                        .filter(required -> passwords.path(required.getKey()).asBoolean())
                        .map(Map.Entry::getValue)
                        .collect(Collectors.toSet()),
                Duration.ofMinutes(client.path("AuthSessionValidity").asLong(3)),
                client.path("PreventUserExistenceErrors").asText().equals("ENABLED"),
                factors.isEmpty() ? Set.of("PASSWORD") : factors,
                texts(client.path("ExplicitAuthFlows")),
                keyArn);
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }
}
