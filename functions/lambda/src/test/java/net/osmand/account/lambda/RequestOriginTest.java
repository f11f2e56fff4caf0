package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Predicate;
import net.osmand.account.core.values.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which senders are trusted to report the caller's address. */
final class RequestOriginTest {
    private static final String SOURCE = "192.0.2.7";
    private static final Cookies COOKIES = new Cookies(true, new SecureRandom());

    private final RequestOrigin origin =
            new RequestOrigin("", "of-cloudfront"::equals, "of-the-proxy"::equals, COOKIES);

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
    void readsNoSecretUnlessARequestBringsOne() {
        Predicate<String> unread = _ -> {
            throw new AssertionError("the secret was read");
        };
        var unasked = new RequestOrigin("", unread, unread, COOKIES);
        var plain = request(Map.of("x-proxy-client-address", "203.0.113.9", "x-viewer-address", "203.0.113.9"));
        assertThat(unasked.source(plain).network()).isEqualTo(SOURCE);
        assertThat(unasked.isForeign(request(Map.of("origin", "https://a.example", "x-viewer-host", "a.example"))))
                .isFalse();
    }

    @Test
    void usesTheConnectionsAddressIfTheProxyStatesNone() {
        assertThat(address(Map.of("x-proxy-secret", "of-the-proxy"))).isEqualTo(SOURCE);
        assertThat(address(Map.of("x-proxy-secret", "of-the-proxy", "x-proxy-client-address", " ")))
                .isEqualTo(SOURCE);
    }

    @Test
    void givesTheProxysSecretNoOtherPower() {
        var stated = Map.of("x-proxy-secret", "of-the-proxy", "x-viewer-address", "203.0.113.9");
        assertThat(address(stated)).isEqualTo(SOURCE);
    }

    @Test
    void believesCloudFrontWithItsOwnSecret() {
        assertThat(address(Map.of("x-origin-secret", "of-cloudfront", "x-viewer-address", "203.0.113.9")))
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({"same-origin,false", "none,false", "same-site,true", "cross-site,true", "'',true"})
    void believesWhatTheBrowserSaysOfThePage(String site, boolean foreign) {
        var page = request(Map.of("sec-fetch-site", site));
        assertThat(origin.isForeign(page)).isEqualTo(foreign);
        if (foreign) {
            assertThatThrownBy(() -> origin.refuseForeign(page)).isInstanceOf(ProblemException.class);
        } else {
            origin.refuseForeign(page);
        }
    }

    private String address(Map<String, String> headers) {
        return origin.source(request(headers)).network();
    }

    private static Request request(Map<String, String> headers) {
        return new Request(Events.get("", headers));
    }
}
