package net.osmand.account.emulators.secrets;

import java.net.URI;
import java.util.function.UnaryOperator;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/** Secrets Manager with GetSecretValue only. */
public final class SecretsEndpoint implements AutoCloseable {
    private final JsonEndpoint endpoint;

    /** Takes a function from names to values. A caller may send a name or an ARN that ends with it. */
    public SecretsEndpoint(UnaryOperator<String> secrets) {
        endpoint = new JsonEndpoint((operation, request) -> {
            if (!operation.equals("GetSecretValue")) {
                throw new AwsError("InvalidActionException", operation + " is not emulated");
            }
            var id = request.path("SecretId").asText();
            var name = id.substring(id.lastIndexOf(':') + 1);
            return JsonEndpoint.JSON
                    .createObjectNode()
                    .put("ARN", id)
                    .put("Name", name)
                    .put("VersionId", "00000000-0000-0000-0000-000000000001")
                    .put("SecretString", secrets.apply(name));
        });
    }

    /** The base address. */
    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
