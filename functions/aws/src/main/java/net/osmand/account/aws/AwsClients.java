package net.osmand.account.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
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
 * emulator, as the SDK's own variables do, but from the {@link Platform}'s environment, so that many functions with
 * different environments can live in one JVM.
 */
public final class AwsClients {
    private final Platform platform;

    public AwsClients(Platform platform) {
        this.platform = platform;
    }

    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder(), "DYNAMODB").build();
    }

    /** Checksums only where S3 demands them, and no chunks: what is stored then says {@code gzip} and nothing else. */
    public S3Client s3() {
        return configured(S3Client.builder(), "S3")
                .serviceConfiguration(pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    /** Signs without a call. */
    public S3Presigner presigner() {
        var builder = S3Presigner.builder().region(region()).serviceConfiguration(pathStyle());
        endpoint("S3").ifPresent(endpoint -> {
            builder.endpointOverride(endpoint);
            credentials().ifPresent(builder::credentialsProvider);
        });
        return builder.build();
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
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.addExecutionInterceptor(new CallWatch(platform.calls())));
        endpoint(service).ifPresent(endpoint -> {
            builder.endpointOverride(endpoint);
            credentials().ifPresent(builder::credentialsProvider);
        });
        return builder;
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
