package net.osmand.account.emulators.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/** KMS for symmetric keys: GenerateDataKey, Encrypt, Decrypt and DescribeKey. */
public final class KmsEndpoint implements AutoCloseable {
    private final KmsKeys keys;
    private final JsonEndpoint endpoint = new JsonEndpoint(this::call);

    public KmsEndpoint(KmsKeys keys) {
        this.keys = keys;
    }

    /** Takes one key, which is created if it does not exist. */
    public KmsEndpoint(Path keyFile, String keyArn, SecureRandom random) {
        this(new KmsKeys(keyFile, random).with(keyArn));
    }

    /** Starts on a port, or on a free one for 0. Returns the port. */
    public int start(int port) {
        return endpoint.start(port);
    }

    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private ObjectNode call(String operation, JsonNode request) {
        return switch (operation) {
            case "GenerateDataKey" -> generateDataKey(request);
            case "Encrypt" -> encrypt(request);
            case "Decrypt" -> decrypt(request);
            case "DescribeKey" -> describe(keys.arn(request.path("KeyId").asText()));
            default -> throw new AwsError("InvalidActionException", operation + " is not emulated");
        };
    }

    private ObjectNode generateDataKey(JsonNode request) {
        var count = request.has("NumberOfBytes")
                ? request.path("NumberOfBytes").asInt()
                : request.path("KeySpec").asText().equals("AES_128") ? 16 : 32;
        var keyArn = keys.arn(request.path("KeyId").asText());
        var plain = keys.bytes(count);
        return answer(keyArn)
                .put("Plaintext", base64(plain))
                .put("CiphertextBlob", base64(keys.encrypt(keyArn, plain, context(request))));
    }

    private ObjectNode encrypt(JsonNode request) {
        var keyArn = keys.arn(request.path("KeyId").asText());
        var blob = keys.encrypt(keyArn, unbase64(request.path("Plaintext")), context(request));
        return answer(keyArn).put("CiphertextBlob", base64(blob)).put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private ObjectNode decrypt(JsonNode request) {
        var blob = unbase64(request.path("CiphertextBlob"));
        var keyArn = KmsKeys.keyOf(blob);
        if (request.has("KeyId") && !keys.arn(request.path("KeyId").asText()).equals(keyArn)) {
            throw new AwsError("IncorrectKeyException", "The ciphertext is not under the key of the request");
        }
        return answer(keyArn)
                .put("Plaintext", base64(keys.decrypt(blob, context(request))))
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private static ObjectNode describe(String keyArn) {
        var answer = JsonEndpoint.JSON.createObjectNode();
        answer.withObject("KeyMetadata")
                .put("KeyId", keyArn.substring(keyArn.lastIndexOf('/') + 1))
                .put("Arn", keyArn)
                .put("Enabled", true)
                .put("KeyState", "Enabled")
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("KeySpec", "SYMMETRIC_DEFAULT")
                .put("KeyManager", "CUSTOMER");
        return answer;
    }

    private static ObjectNode answer(String keyArn) {
        return JsonEndpoint.JSON.createObjectNode().put("KeyId", keyArn);
    }

    private static Map<String, String> context(JsonNode request) {
        Map<String, String> context = new HashMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
        return context;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] unbase64(JsonNode text) {
        return Base64.getDecoder().decode(text.asText());
    }
}
