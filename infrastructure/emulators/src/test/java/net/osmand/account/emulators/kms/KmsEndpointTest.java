package net.osmand.account.emulators.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

final class KmsEndpointTest {
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/one";
    private static final String OTHER = "arn:aws:kms:us-east-1:000000000000:key/two";
    private static final Map<String, String> CONTEXT = Map.of("userpool-id", "pool", "b", "c");

    @TempDir
    Path folder;

    private KmsEndpoint endpoint;
    private KmsClient client;

    @BeforeEach
    void start() {
        endpoint = new KmsEndpoint(new KmsKeys(folder.resolve("keys.json"), new SecureRandom())
                .with(KEY)
                .with(OTHER));
        client = KmsClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void whatIsEncryptedIsDecryptedWithTheSameContext() {
        var answer = client.decrypt(r -> r.ciphertextBlob(encrypted()).encryptionContext(CONTEXT));

        assertThat(answer.plaintext().asUtf8String()).isEqualTo("secret");
        assertThat(answer.keyId()).isEqualTo(KEY);
    }

    @Test
    void anotherContextIsRefused() {
        var blob = encrypted();

        assertThatThrownBy(() -> client.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(Map.of("a", "b"))))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> client.decrypt(r -> r.ciphertextBlob(blob)))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void anotherKeyIsRefused() {
        var blob = encrypted();

        assertThatThrownBy(() -> client.decrypt(
                        r -> r.ciphertextBlob(blob).encryptionContext(CONTEXT).keyId(OTHER)))
                .isInstanceOf(IncorrectKeyException.class);
        assertThatThrownBy(() -> client.describeKey(r -> r.keyId("three"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void rubbishIsRefused() {
        assertThatThrownBy(() -> client.decrypt(r -> r.ciphertextBlob(SdkBytes.fromUtf8String("rubbish"))))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void dataKeyIsDecryptedAfterARestart() {
        var key = client.generateDataKey(
                r -> r.keyId("one").keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        assertThat(key.plaintext().asByteArray()).hasSize(32);

        stop();
        start();

        assertThat(client.decrypt(r -> r.ciphertextBlob(key.ciphertextBlob()).encryptionContext(CONTEXT))
                        .plaintext())
                .isEqualTo(key.plaintext());
    }

    private SdkBytes encrypted() {
        return client.encrypt(r -> r.keyId(KEY)
                        .plaintext(SdkBytes.fromUtf8String("secret"))
                        .encryptionContext(CONTEXT))
                .ciphertextBlob();
    }
}
