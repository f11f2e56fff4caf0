package net.osmand.account.emulators.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.exception.AwsCryptoException;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import net.osmand.account.emulators.kms.KmsEndpoint;
import net.osmand.account.emulators.kms.KmsKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.kms.KmsClient;

/** The contract, and the trigger's calls. */
final class CognitoEndpointTest extends CognitoChoiceContract {
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
    private static final PoolSettings SETTINGS =
            new PoolSettings("us-east-1_Local", "client", "secret", 8, Duration.ofMinutes(15), true, KEY);
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private CognitoEndpoint endpoint;
    private KmsEndpoint kms;
    private CognitoIdentityProviderClient client;

    @BeforeEach
    void start() {
        var keys = new KmsKeys(folder.resolve("keys.json"), new SecureRandom());
        kms = new KmsEndpoint(keys);
        endpoint = new CognitoEndpoint(
                SETTINGS, folder.resolve("cognito.json"), clock, new SecureRandom(), keys, events::add);
        endpoint.start(0);
        client = client(endpoint.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
        kms.close();
    }

    private static CognitoIdentityProviderClient client(URI uri) {
        return CognitoIdentityProviderClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(uri)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    protected CognitoIdentityProviderClient client() {
        return client;
    }

    @Override
    protected String poolId() {
        return SETTINGS.poolId();
    }

    @Override
    protected String clientId() {
        return SETTINGS.clientId();
    }

    @Override
    protected String clientSecret() {
        return Objects.requireNonNull(SETTINGS.clientSecret());
    }

    @Override
    protected Duration authSessionValidity() {
        return SETTINGS.authSessionValidity();
    }

    @Override
    protected void pass(Duration time) {
        clock.pass(time);
    }

    @Override
    protected List<String> codes(String email) {
        return events.stream()
                .map(event -> map(event.get("request")))
                .filter(request -> email.equalsIgnoreCase(
                        String.valueOf(map(request.get("userAttributes")).get("email"))))
                .map(request -> decrypted(request, CommitmentPolicy.RequireEncryptAllowDecrypt))
                .toList();
    }

    /** docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html. */
    @Test
    void triggerGetsTheEventThatTheGuideShows() {
        var email = someone();
        var subject = calls().signUp(email, Map.of("language", "nl")).userSub();

        var event = events.getLast();
        assertThat(event)
                .containsEntry("version", "1")
                .containsEntry("triggerSource", "CustomEmailSender_SignUp")
                .containsEntry("region", "us-east-1")
                .containsEntry("userPoolId", poolId())
                .containsEntry("userName", subject)
                .containsKeys("callerContext", "response");
        var request = map(event.get("request"));
        assertThat(request.get("type")).isEqualTo("customEmailSenderRequestV1");
        assertThat(request.get("clientMetadata")).isEqualTo(Map.of("language", "nl"));
        assertThat(map(request.get("userAttributes")).get("sub")).isEqualTo(subject);
    }

    /** docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html, trigger sources. */
    @Test
    void eachKindOfMailHasItsTriggerSource() {
        var email = someone();
        calls().signUp(email);
        calls().resend(email);
        calls().confirmSignUp(email, code(email));
        calls().forgotPassword(email);
        calls().mailCode(email);

        assertThat(events.stream().map(event -> event.get("triggerSource")))
                .containsExactly(
                        "CustomEmailSender_SignUp",
                        "CustomEmailSender_ResendCode",
                        "CustomEmailSender_ForgotPassword",
                        "CustomEmailSender_Authentication");
    }

    /**
     * docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html, ClientMetadata.
     */
    @Test
    void clientMetadataOfInitiateAuthReachesNoTrigger() {
        calls().initiate(confirmed(), "EMAIL_OTP", Map.of("language", "nl"));

        assertThat(map(events.getLast().get("request")).get("clientMetadata")).isNull();
    }

    /**
     * docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html, commitment policy.
     */
    @Test
    void codeCannotBeDecryptedByWhoDemandsKeyCommitment() {
        calls().signUp(someone());
        var request = map(events.getLast().get("request"));

        assertThatThrownBy(() -> decrypted(request, CommitmentPolicy.RequireEncryptRequireDecrypt))
                .isInstanceOf(AwsCryptoException.class);
    }

    @Test
    void failingTriggerFailsNoCall() {
        restart(event -> {
            throw new IllegalStateException("no mail today");
        });

        assertThatCode(() -> calls().signUp(someone())).doesNotThrowAnyException();
    }

    /**
     * docs.aws.amazon.com/cognito/latest/developerguide/quotas.html: requests per second in each category of
     * operations.
     */
    @Test
    void requestQuotasHoldForEachCategoryWhereTheyAreSwitchedOn() {
        endpoint.requestQuotas(true);
        var email = someone();
        calls().createConfirmed(email);
        times(49, () -> calls().createConfirmed(someone()));

        assertThatThrownBy(() -> calls().createConfirmed(someone()))
                .isInstanceOfSatisfying(TooManyRequestsException.class, CognitoContract::isBadRequest);
        assertThatThrownBy(() -> calls().signUp(someone())).isInstanceOf(TooManyRequestsException.class);
        assertThat(calls().mailCode(email)).isNotBlank();
        pass(Duration.ofSeconds(1));
        assertThatCode(() -> calls().signUp(someone())).doesNotThrowAnyException();

        endpoint.requestQuotas(false);
        assertThatCode(() -> times(60, () -> calls().createConfirmed(someone())))
                .doesNotThrowAnyException();
    }

    @Test
    void unknownOperationIsInvalid() {
        assertThatThrownBy(() -> client.describeUserPool(r -> r.userPoolId(poolId())))
                .isInstanceOfSatisfying(CognitoIdentityProviderException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidActionException");
                });
    }

    @Test
    void restartKeepsUsersCodesSessionsAndLocks() {
        var waiting = someone();
        calls().signUp(waiting);
        var email = confirmedWithPassword();
        var session = calls().mailCode(email);
        var spent = calls().mailCode(email);
        var spentCode = code(email);
        calls().answer(email, spent, spentCode);
        times(
                5,
                () -> assertThatThrownBy(() -> calls().signIn(email, "wrong password"))
                        .isInstanceOf(NotAuthorizedException.class));

        restart(events::add);

        calls().confirmSignUp(waiting, code(waiting));
        calls().answer(email, session, codes(email).get(codes(email).size() - 2));
        assertThatThrownBy(() -> calls().answer(email, spent, spentCode)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> calls().signIn(email, PASSWORD)).hasMessageContaining("Password attempts exceeded");
    }

    private void restart(CustomEmailSender sender) {
        client.close();
        endpoint.close();
        endpoint = new CognitoEndpoint(
                SETTINGS,
                folder.resolve("cognito.json"),
                clock,
                new SecureRandom(),
                new KmsKeys(folder.resolve("keys.json"), new SecureRandom()),
                sender);
        client = client(endpoint.uri());
    }

    private String decrypted(Map<?, ?> request, CommitmentPolicy policy) {
        var provider = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(region -> KmsClient.builder()
                        .region(Region.of(region.id()))
                        .endpointOverride(kms.uri())
                        .credentialsProvider(CREDENTIALS)
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build())
                .buildStrict(KEY);
        var crypto = AwsCrypto.builder().withCommitmentPolicy(policy).build();
        var sealed = Base64.getDecoder().decode(String.valueOf(request.get("code")));
        return new String(crypto.decryptData(provider, sealed).getResult(), StandardCharsets.UTF_8);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
