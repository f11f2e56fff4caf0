package net.osmand.account.emulators.cognito;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Calls the pool's CustomEmailSender. The AWS Encryption SDK encrypts the code under the pool's key, as in Cognito. AWS
 * calls the trigger asynchronously. Here it ends before the API answers, so a test finds the mail. A failure of the
 * trigger does not change the answer.
 */
public final class CodeMails {
    private static final Logger LOG = LoggerFactory.getLogger(CodeMails.class);

    // Cognito's ciphertexts have no key commitment: its guide decrypts with RequireEncryptAllowDecrypt. A trigger that
    // requires commitment fails on AWS, so it must fail here.
    private final AwsCrypto crypto = AwsCrypto.builder()
            .withCommitmentPolicy(CommitmentPolicy.ForbidEncryptAllowDecrypt)
            .build();
    private final KmsMasterKeyProvider keys;
    private final PoolSettings settings;
    private final CustomEmailSender sender;

    public CodeMails(PoolSettings settings, URI kms, CustomEmailSender sender) {
        this.settings = settings;
        this.sender = sender;
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
        keys = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> KmsClient.builder()
                        .region(Region.of(region.id()))
                        .endpointOverride(kms)
                        .credentialsProvider(credentials)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build())
                .buildStrict(settings.kmsKeyArn());
    }

    void send(CodeMail mail) {
        try {
            sender.send(event(mail));
        } catch (RuntimeException e) {
            LOG.error("CustomEmailSender_{} failed", mail.trigger(), e);
        }
    }

    private Map<String, Object> event(CodeMail mail) {
        Map<String, @Nullable Object> caller = new LinkedHashMap<>();
        caller.put("awsSdkVersion", "aws-sdk-unknown-unknown");
        caller.put("clientId", settings.clientId());
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("type", "customEmailSenderRequestV1");
        request.put("code", encrypted(mail.code()));
        request.put("clientMetadata", mail.metadata().isEmpty() ? null : mail.metadata());
        request.put("userAttributes", mail.attributes());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "1");
        event.put("triggerSource", "CustomEmailSender_" + mail.trigger());
        event.put("region", settings.poolId().replaceFirst("_.*", ""));
        event.put("userPoolId", settings.poolId());
        event.put("userName", mail.subject());
        event.put("callerContext", caller);
        event.put("request", request);
        event.put("response", new LinkedHashMap<String, Object>());
        return event;
    }

    /** The guide's key policy requires the encryption context userpool-id. */
    private String encrypted(String code) {
        var sealed = crypto.encryptData(
                        keys, code.getBytes(StandardCharsets.UTF_8), Map.of("userpool-id", settings.poolId()))
                .getResult();
        return Base64.getEncoder().encodeToString(sealed);
    }
}
