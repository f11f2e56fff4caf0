package net.osmand.account.functions.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.osmand.account.core.values.Hmac;
import org.junit.jupiter.api.Test;

class FastSpringSignatureTest {
    private static final byte[] BODY = "{\"events\":[]}".getBytes(StandardCharsets.UTF_8);

    @Test
    void acceptsTheCurrentAndThePreviousSecret() {
        assertThat(isValid(signed("current"))).isTrue();
        assertThat(isValid(signed("previous"))).isTrue();
    }

    @Test
    void refusesEverythingElse() {
        assertThat(isValid(signed("other"))).isFalse();
        assertThat(isValid("")).isFalse();
        assertThat(isValid("not base64!")).isFalse();
        assertThat(isValid(Base64.getEncoder().encodeToString(new byte[32]))).isFalse();
        assertThat(FastSpringSignature.isValid(
                        signed("current"), "{}".getBytes(StandardCharsets.UTF_8), List.of("current")))
                .isFalse();
        assertThat(FastSpringSignature.isValid(signed("current"), BODY, List.of()))
                .isFalse();
    }

    private static boolean isValid(String header) {
        return FastSpringSignature.isValid(header, BODY, List.of("current", "previous"));
    }

    private static String signed(String secret) {
        return Base64.getEncoder().encodeToString(new Hmac(secret).sign(BODY));
    }
}
