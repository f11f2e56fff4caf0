package net.osmand.account.tools.smoke;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks the webhook's signature with a body without events. */
final class Shop {
    private static final String BODY = "{\"events\":[]}";
    private final Api api;
    private final Optional<String> secret;

    Shop(Api api, Optional<String> secret) {
        this.api = api;
        this.secret = secret;
    }

    void check(Report report) {
        report.check("A webhook with a wrong signature is refused with 401", () -> {
            var answer = post("not the secret");
            return Finding.of(answer.status() == 401, answer.shown());
        });
        report.check("A webhook signed over the bytes of its body is accepted", () -> {
            if (secret.isEmpty()) {
                return Finding.notTried("SHOP_SECRET is not set");
            }
            var answer = post(secret.get());
            return Finding.of(answer.isOk(), answer.shown());
        });
    }

    private Answer post(String key) throws IOException {
        return Api.send(HttpRequest.newBuilder(api.uri("/webhooks/fastspring", Map.of()))
                .header("Content-Type", "application/json")
                .header("X-FS-Signature", signature(key))
                .POST(HttpRequest.BodyPublishers.ofString(BODY)));
    }

    private static String signature(String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(BODY.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
