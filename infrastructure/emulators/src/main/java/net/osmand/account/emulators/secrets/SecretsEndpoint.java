package net.osmand.account.emulators.secrets;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/** Secrets Manager with fixed secrets: GetSecretValue alone. */
public final class SecretsEndpoint implements AutoCloseable {
    private final JsonEndpoint endpoint;

    /** With values by name; a secret may be asked for by its name or by an ARN that ends with it. */
    public SecretsEndpoint(Map<String, String> secrets) {
        endpoint = new JsonEndpoint((operation, request) -> {
            if (!operation.equals("GetSecretValue")) {
                throw new AwsError("InvalidActionException", operation + " is not emulated");
            }
            var id = request.path("SecretId").asText();
            var name = id.substring(id.lastIndexOf(':') + 1);
            var value = Optional.ofNullable(secrets.get(name))
                    .orElseThrow(() -> new AwsError(
                            "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
            return JsonEndpoint.JSON
                    .createObjectNode()
                    .put("ARN", id)
                    .put("Name", name)
                    .put("VersionId", "00000000-0000-0000-0000-000000000001")
                    .put("SecretString", value);
        });
    }

    /** Where it serves. */
    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
