package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose word counts for the caller's address. */
final class RequestOriginTest {
    private static final String SOURCE = "192.0.2.7";
    private static final Cookies COOKIES = new Cookies(true, new SecureRandom());

    private final RequestOrigin origin = new RequestOrigin("", "of-cloudfront", "of-the-proxy", COOKIES);

    @Test
    void believesAProxyWithTheSecret() {
        assertThat(address(Map.of("x-proxy-secret", "of-the-proxy", "x-proxy-client-address", " 203.0.113.9 ")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void believesNoOneWithoutTheSecret() {
        assertThat(address(Map.of("x-proxy-client-address", "203.0.113.9"))).isEqualTo(SOURCE);
        assertThat(address(Map.of("x-proxy-secret", "guess", "x-proxy-client-address", "203.0.113.9")))
                .isEqualTo(SOURCE);
        assertThat(address(Map.of("x-proxy-secret", "of-cloudfront", "x-proxy-client-address", "203.0.113.9")))
                .isEqualTo(SOURCE);
        assertThat(address(Map.of("x-forwarded-for", "203.0.113.9"))).isEqualTo(SOURCE);
    }

    @Test
    void believesNoOneIfThereIsNoSecret() {
        var without = new RequestOrigin("", "", "", COOKIES);
        assertThat(without.source(request(Map.of("x-proxy-secret", "", "x-proxy-client-address", "203.0.113.9")))
                        .network())
                .isEqualTo(SOURCE);
    }

    @Test
    void usesTheConnectionsAddressIfTheProxyStatesNone() {
        assertThat(address(Map.of("x-proxy-secret", "of-the-proxy"))).isEqualTo(SOURCE);
        assertThat(address(Map.of("x-proxy-secret", "of-the-proxy", "x-proxy-client-address", " ")))
                .isEqualTo(SOURCE);
    }

    @Test
    void givesTheProxysSecretNoOtherPower() {
        var stated = Map.of(
                "x-proxy-secret",
                "of-the-proxy",
                "x-viewer-address",
                "203.0.113.9",
                "x-viewer-host",
                "evil.example.org");
        assertThat(address(stated)).isEqualTo(SOURCE);
        var page = new HashMap<>(stated);
        page.put("origin", "https://evil.example.org");
        assertThat(origin.isForeign(request(page))).isTrue();
    }

    @Test
    void believesCloudFrontWithItsOwnSecret() {
        assertThat(address(Map.of("x-origin-secret", "of-cloudfront", "x-viewer-address", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
    }

    private String address(Map<String, String> headers) {
        return origin.source(request(headers)).network();
    }

    private static Request request(Map<String, String> headers) {
        return new Request(Events.get("", headers));
    }
}
