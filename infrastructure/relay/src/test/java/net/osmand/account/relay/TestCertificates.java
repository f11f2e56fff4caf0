package net.osmand.account.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority and a certificate for localhost, created by keytool, as PEM files and as a trust store for
 * clients.
 */
final class TestCertificates {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final KeyStore store;

    TestCertificates(Path folder, String algorithm) throws Exception {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "authority", "-keyalg", algorithm, "-dname", "CN=authority", "-ext", "bc:c");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-signer",
                "authority",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=server",
                "-ext",
                "san=dns:localhost");
        store = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD);
    }

    /** Writes the server's certificate followed by the authority's. */
    Path chain() throws IOException, GeneralSecurityException {
        var pem = new StringBuilder();
        for (var certificate : store.getCertificateChain("server")) {
            pem.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(folder.resolve("fullchain.pem"), pem);
    }

    /** Writes the server's key in PKCS #8. */
    Path key() throws IOException, GeneralSecurityException {
        return key("server", "PRIVATE KEY");
    }

    Path key(String alias, String label) throws IOException, GeneralSecurityException {
        var encoded = store.getKey(alias, PASSWORD).getEncoded();
        return Files.writeString(folder.resolve("privkey.pem"), block(label, encoded));
    }

    /** Returns a TLS context for clients that trusts only this authority. */
    SSLContext client() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        Certificate authority = store.getCertificate("authority");
        trusted.setCertificateEntry("authority", authority);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static String block(String label, byte[] bytes) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines.encodeToString(bytes), label);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                new String(PASSWORD)));
        command.addAll(1, List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            var printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + printed);
            }
        }
    }
}
