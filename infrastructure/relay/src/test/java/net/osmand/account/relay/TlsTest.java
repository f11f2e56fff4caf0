package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a relay that terminates TLS itself. */
@Tag("slow")
class TlsTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void servesUploadsWithTheChainAndTheKeyOfPemFiles(String algorithm) throws Exception {
        var certificates = new TestCertificates(folder, algorithm);
        try (var relay = start(certificates.chain(), certificates.key());
                var client = HttpClient.newBuilder()
                        .sslContext(certificates.client())
                        .build()) {
            assertThat(relay.uri().getScheme()).isEqualTo("https");
            var content = new TestUpload(6 * MIB);
            var upload = HttpRequest.newBuilder(URI.create(relay.uri() + TestRelay.appUpload("6")))
                    .header("Content-Type", TestUpload.CONTENT_TYPE)
                    .POST(BodyPublishers.ofInputStream(content::body))
                    .build();

            assertThat(client.send(upload, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThat(relay.api.stored()).singleElement().satisfies(stored -> {
                assertThat(stored.direct()).isTrue();
                assertThat(stored.sha256()).isEqualTo(content.digests());
            });
        }
    }

    @Test
    void isRejectedByClientsThatDoNotTrustTheAuthority() throws Exception {
        var certificates = new TestCertificates(folder, "EC");
        try (var relay = start(certificates.chain(), certificates.key());
                var stranger = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(URI.create(relay.uri() + "/relay/health"))
                    .build();

            assertThatThrownBy(() -> stranger.send(health, BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void namesTheFileThatItCannotUse() throws Exception {
        var certificates = new TestCertificates(folder, "EC");
        var chain = certificates.chain();
        var key = certificates.key();
        var none = folder.resolve("none.pem");
        var empty = Files.writeString(folder.resolve("empty.pem"), "");

        assertFails(none, key, none.toString());
        assertFails(chain, none, none.toString());
        assertFails(empty, key, "there is no certificate in " + empty);
        assertFails(chain, empty, "there is no PKCS #8 key in " + empty);
        var old = certificates.key("server", "EC PRIVATE KEY");
        assertFails(chain, old, "openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws Exception {
        var certificates = new TestCertificates(folder, "EC");

        assertFails(
                certificates.chain(),
                certificates.key("authority", "PRIVATE KEY"),
                "the key does not belong to the first certificate");
    }

    private TestRelay start(Path chain, Path key) throws IOException {
        return new TestRelay(
                folder.resolve("spool"),
                settings -> TestRelay.with(settings, Optional.of(new Settings.Tls(chain, key))));
    }

    private void assertFails(Path chain, Path key, String sentence) {
        assertThatThrownBy(() -> start(chain, key))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }
}
