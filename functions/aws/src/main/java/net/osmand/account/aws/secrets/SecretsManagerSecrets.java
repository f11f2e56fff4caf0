package net.osmand.account.aws.secrets;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.osmand.account.core.purchases.SharedSecrets;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads a secret of the form {@code {"current":"…","previous":"…"}} and caches it for five minutes. */
public final class SecretsManagerSecrets implements SharedSecrets {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SecretsManagerClient client;
    private final String secretId;
    private final Clock clock;
    private List<String> read = List.of();
    private long readAt;

    public SecretsManagerSecrets(SecretsManagerClient client, String secretId, Clock clock) {
        this.client = client;
        this.secretId = secretId;
        this.clock = clock;
    }

    @Override
    public synchronized List<String> accepted() {
        var now = clock.millis();
        if (read.isEmpty() || now - readAt >= KEPT.toMillis() || now < readAt) {
            var json = JsonNode.parser()
                    .parse(client.getSecretValue(r -> r.secretId(secretId)).secretString());
            read = Stream.of("current", "previous")
                    .map(json.asObject()::get)
                    .filter(Objects::nonNull)
                    .map(JsonNode::asString)
                    .filter(text -> !text.isBlank())
                    .toList();
            readAt = now;
        }
        return read;
    }
}
