package net.osmand.account.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads a certificate and its key from PEM files. */
final class PemKeyStore {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private PemKeyStore() {}

    /**
     * Returns a key store with one entry and without a password.
     *
     * @throws IOException if a file is missing or malformed, or the key does not match the certificate
     */
    static KeyStore read(Settings.Tls tls) throws IOException {
        try (var in = Files.newInputStream(tls.certificate())) {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new IOException("there is no certificate in " + tls.certificate());
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var certified = chain[0].getPublicKey();
            var key = key(tls, certified.getAlgorithm());
            if (!isPair(key, certified)) {
                throw new IOException("the key does not belong to the first certificate in " + tls.certificate());
            }
            store.setKeyEntry("relay", key, new char[0], chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate or its key can't be read", e);
        }
    }

    private static PrivateKey key(Settings.Tls tls, String algorithm) throws IOException, GeneralSecurityException {
        var pem = KEY.matcher(Files.readString(tls.key(), StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException("there is no PKCS #8 key in " + tls.key()
                    + "; convert it with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        var bytes = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    private static boolean isPair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        var signature = Signature.getInstance(
                switch (certified.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> certified.getAlgorithm();
                });
        signature.initSign(key);
        signature.update((byte) 1);
        var signed = signature.sign();
        signature.initVerify(certified);
        signature.update((byte) 1);
        return signature.verify(signed);
    }
}
