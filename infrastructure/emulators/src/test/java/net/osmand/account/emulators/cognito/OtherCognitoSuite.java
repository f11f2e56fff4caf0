package net.osmand.account.emulators.cognito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/**
 * The contract against another implementation, which verifies the contract itself. {@code .ci/other-implementations}
 * runs it, and a person can run it against AWS; {@code make test} does not.
 *
 * <p>{@code COGNITO_IMPLEMENTATION} names its {@link KnownGaps}. {@code COGNITO_CODE_COMMAND} is a shell command that
 * prints the codes that were mailed to {@code $1}, oldest first. {@code COGNITO_ENDPOINT} is the endpoint. Without it
 * the test calls AWS with the SDK's own credentials and region, and the pool of {@code COGNITO_POOL_ID},
 * {@code COGNITO_CLIENT_ID} and {@code COGNITO_CLIENT_SECRET}.
 */
final class OtherCognitoSuite extends CognitoContract {
    private static final String IMPLEMENTATION =
            variable("COGNITO_IMPLEMENTATION").orElse("aws");

    @RegisterExtension
    static final KnownGaps GAPS = new KnownGaps(OtherCognitoSuite.class, IMPLEMENTATION);

    private static final CognitoIdentityProviderClient CLIENT =
            variable("COGNITO_ENDPOINT").map(OtherCognitoSuite::at).orElseGet(CognitoIdentityProviderClient::create);
    private static final UserPoolClientType POOL =
            variable("COGNITO_POOL_ID").map(OtherCognitoSuite::given).orElseGet(OtherCognitoSuite::made);

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    private static String needed(String name) {
        return variable(name).orElseThrow(() -> new IllegalStateException(name + " is missing"));
    }

    private static CognitoIdentityProviderClient at(String endpoint) {
        return CognitoIdentityProviderClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(endpoint))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static UserPoolClientType given(String poolId) {
        return UserPoolClientType.builder()
                .userPoolId(poolId)
                .clientId(needed("COGNITO_CLIENT_ID"))
                .clientSecret(needed("COGNITO_CLIENT_SECRET"))
                .build();
    }

    /** A client with the template's settings, as far as such an implementation supports them. */
    private static UserPoolClientType made() {
        var pool = CLIENT.createUserPool(create -> create.poolName("contract")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .usernameConfiguration(name -> name.caseSensitive(false))
                        .policies(policies -> policies.passwordPolicy(password -> password.minimumLength(8)
                                .requireLowercase(false)
                                .requireUppercase(false)
                                .requireNumbers(false)
                                .requireSymbols(false))))
                .userPool();
        return CLIENT.createUserPoolClient(create -> create.userPoolId(pool.id())
                        .clientName("contract")
                        .generateSecret(true)
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_AUTH,
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH))
                .userPoolClient();
    }

    @Override
    protected CognitoIdentityProviderClient client() {
        return CLIENT;
    }

    @Override
    protected String poolId() {
        return POOL.userPoolId();
    }

    @Override
    protected String clientId() {
        return POOL.clientId();
    }

    @Override
    protected String clientSecret() {
        return POOL.clientSecret();
    }

    @Override
    protected List<String> codes(String email) {
        try {
            var command = new ProcessBuilder("sh", "-c", needed("COGNITO_CODE_COMMAND"), "sh", email)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    String confirmed() {
        if (!GAPS.has("signUpWithoutPasswordMailsACodeThatConfirms")) {
            return super.confirmed();
        }
        var email = someone();
        calls().signUpWithPassword(email, PASSWORD);
        calls().confirmSignUp(email, code(email));
        return email;
    }

    @Override
    protected void pass(Duration time) {
        throw new UnsupportedOperationException("the clock of " + IMPLEMENTATION + " can't be moved");
    }
}
