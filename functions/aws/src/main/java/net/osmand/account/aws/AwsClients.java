package net.osmand.account.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.aws.dynamodb.Contention;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Builds all SDK clients. {@code AWS_ENDPOINT_URL_<SERVICE>} and {@code AWS_ENDPOINT_URL} redirect them to an emulator.
 * The SDK knows the same variables, but here they come from the {@link LambdaEnvironment}, so that functions with
 * different environments can run in one JVM.
 */
public final class AwsClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Longest pause within a response. {@link CallTimeouts} limits the wait for its first byte. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(20);

    static {
        // A response that is closed early closes its connection. Otherwise a thread of Java would read the rest to use
        // the connection again, and the end of the call could wait for that thread beyond the deadline.
        System.setProperty("http.KeepAlive.remainingData", "0");
    }

    private final LambdaEnvironment environment;

    public AwsClients(LambdaEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Returns a client that retries writes after a conflict. All attempts of a call have the same idempotency token.
     */
    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "DYNAMODB")
                .overrideConfiguration(
                        overrides().retryStrategy(Contention.retryStrategy()).build())
                .build();
    }

    /**
     * Returns a client that repeats a transaction only if its response was lost: see {@link Contention#lostAnswers}.
     */
    public DynamoDbClient dynamoDbWithoutConflictRetries() {
        return configured(DynamoDbClient.builder(), "DYNAMODB")
                .overrideConfiguration(
                        overrides().retryStrategy(Contention.lostAnswers()).build())
                .build();
    }

    /**
     * Returns a client that sends checksums only if S3 requires them, and no chunked bodies. Chunks would store an
     * additional {@code Content-Encoding} besides {@code gzip}.
     */
    public S3Client s3() {
        return s3(overrides());
    }

    /**
     * Returns a client that never repeats a call. Otherwise a delayed first attempt could become the current version
     * after the recorded one.
     */
    public S3Client s3Copies() {
        return s3(overrides()
                .addExecutionInterceptor(new NoSilentRetryInterceptor())
                .retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private S3Client s3(ClientOverrideConfiguration.Builder overrides) {
        return configured(S3Client.builder(), "S3")
                .overrideConfiguration(overrides.build())
                .serviceConfiguration(pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    /** Returns a presigner, which makes no calls to AWS. */
    public S3Presigner presigner() {
        var builder = S3Presigner.builder()
                .region(region())
                .serviceConfiguration(pathStyle())
                .endpointOverride(endpoint("S3").orElseGet(this::regionalS3));
        if (endpoint("S3").isPresent()) {
            credentials().ifPresent(builder::credentialsProvider);
        }
        return builder.build();
    }

    /**
     * Returns the regional endpoint. For us-east-1 the SDK would use the global host, which the portal's
     * Content-Security-Policy does not allow.
     */
    private URI regionalS3() {
        var suffix = PartitionMetadata.of(region()).dnsSuffix();
        return URI.create("https://s3." + region().id() + "." + suffix);
    }

    public CognitoIdentityProviderClient cognito() {
        return configured(CognitoIdentityProviderClient.builder(), "COGNITO_IDENTITY_PROVIDER")
                .build();
    }

    public SecretsManagerClient secretsManager() {
        return configured(SecretsManagerClient.builder(), "SECRETS_MANAGER").build();
    }

    public SesV2Client ses() {
        return configured(SesV2Client.builder(), "SESV2").build();
    }

    public SqsClient sqs() {
        return configured(SqsClient.builder(), "SQS").build();
    }

    /**
     * Configures a builder with region, endpoint, HTTP client and call listener. Other modules use it for clients of
     * their own.
     */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, String service) {
        builder.region(region())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(SOCKET_TIMEOUT))
                .overrideConfiguration(overrides().build());
        endpoint(service).ifPresent(endpoint -> {
            builder.endpointOverride(endpoint);
            credentials().ifPresent(builder::credentialsProvider);
        });
        return builder;
    }

    private ClientOverrideConfiguration.Builder overrides() {
        return ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new CallTimeouts())
                .addExecutionInterceptor(new AwsCallInterceptor(environment.calls()));
    }

    /** Returns the emulator's credentials from the environment. For AWS itself, the SDK finds the credentials. */
    private Optional<AwsCredentialsProvider> credentials() {
        var variables = environment.variables();
        var id = Optional.ofNullable(variables.get("AWS_ACCESS_KEY_ID"));
        var secret = Optional.ofNullable(variables.get("AWS_SECRET_ACCESS_KEY"));
        return id.flatMap(i -> secret.map(s -> StaticCredentialsProvider.create(AwsBasicCredentials.create(i, s))));
    }

    private Region region() {
        return Region.of(environment.variable("AWS_REGION"));
    }

    private S3Configuration pathStyle() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint("S3").isPresent())
                .chunkedEncodingEnabled(false)
                .build();
    }

    private Optional<URI> endpoint(String service) {
        var variables = environment.variables();
        var own = Optional.ofNullable(variables.get("AWS_ENDPOINT_URL_" + service));
        return own.or(() -> Optional.ofNullable(variables.get("AWS_ENDPOINT_URL")))
                .map(URI::create);
    }
}
