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
 * The one place that builds SDK clients. {@code AWS_ENDPOINT_URL_<SERVICE>} or {@code AWS_ENDPOINT_URL} send them to an
 * emulator, as the SDK's own variables do, but from the {@link LambdaEnvironment}'s environment, so that many functions with
 * different environments can live in one JVM.
 */
public final class AwsClients {
    private static final Duration CONNECTION = Duration.ofSeconds(2);

    /** Silence in the middle of an answer. A silent start of one is bounded by {@link CallTimeouts}. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final LambdaEnvironment platform;

    public AwsClients(LambdaEnvironment platform) {
        this.platform = platform;
    }

    /** Retries what met another write, with the same idempotency token for all attempts of a call. */
    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "DYNAMODB")
                .overrideConfiguration(
                        overrides().retryStrategy(Contention.retryStrategy()).build())
                .build();
    }

    /** Sends a transaction again only if its answer was lost: see {@link Contention#lostAnswers}. */
    public DynamoDbClient dynamoDbChanges() {
        return configured(DynamoDbClient.builder(), "DYNAMODB")
                .overrideConfiguration(
                        overrides().retryStrategy(Contention.lostAnswers()).build())
                .build();
    }

    /** Checksums only where S3 demands them, and no chunks: what is stored then says {@code gzip} and nothing else. */
    public S3Client s3() {
        return s3(overrides());
    }

    /** Never sends a call twice: a late copy would lie on top of the version that its repetition recorded. */
    public S3Client s3Copies() {
        return s3(overrides().addExecutionInterceptor(new SentOnce()).retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private S3Client s3(ClientOverrideConfiguration.Builder overrides) {
        return configured(S3Client.builder(), "S3")
                .overrideConfiguration(overrides.build())
                .serviceConfiguration(pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    /** Signs without a call. */
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

    /** The SDK takes the global host for us-east-1, which the portal's Content-Security-Policy does not allow. */
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

    /** The builder with region, endpoint, HTTP client and the watch over its calls: for clients built elsewhere too. */
    public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder, String service) {
        builder.region(region())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTION)
                        .socketTimeout(SILENCE))
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
                .addExecutionInterceptor(new AwsCallInterceptor(platform.calls()));
    }

    /** An emulator's credentials stand in the platform's environment; AWS's come the SDK's own way. */
    private Optional<AwsCredentialsProvider> credentials() {
        var environment = platform.environment();
        var id = Optional.ofNullable(environment.get("AWS_ACCESS_KEY_ID"));
        var secret = Optional.ofNullable(environment.get("AWS_SECRET_ACCESS_KEY"));
        return id.flatMap(i -> secret.map(s -> StaticCredentialsProvider.create(AwsBasicCredentials.create(i, s))));
    }

    private Region region() {
        return Region.of(platform.variable("AWS_REGION"));
    }

    private S3Configuration pathStyle() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(endpoint("S3").isPresent())
                .chunkedEncodingEnabled(false)
                .build();
    }

    private Optional<URI> endpoint(String service) {
        var environment = platform.environment();
        var own = Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service));
        return own.or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .map(URI::create);
    }
}
