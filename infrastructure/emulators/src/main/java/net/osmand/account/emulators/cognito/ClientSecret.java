package net.osmand.account.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.emulators.wire.AwsError;

/** Verifies SECRET_HASH, which authenticates the client: the HMAC of user name and client id. */
final class ClientSecret {
    private static final String HMAC = "HmacSHA256";

    private final PoolSettings settings;

    ClientSecret(PoolSettings settings) {
        this.settings = settings;
    }

    void check(String username, JsonNode secretHash) {
        var secret = settings.clientSecret();
        if (secret == null) {
            return;
        }
        if (!secretHash.isTextual()) {
            throw new AwsError(
                    "NotAuthorizedException",
                    "Client " + settings.clientId() + " is configured with secret but SECRET_HASH was not received");
        }
        if (!MessageDigest.isEqual(bytes(hash(secret, username)), bytes(secretHash.asText()))) {
            throw new AwsError(
                    "NotAuthorizedException", "Unable to verify secret hash for client " + settings.clientId());
        }
    }

    private String hash(String secret, String username) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(secret), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(bytes(username + settings.clientId())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
