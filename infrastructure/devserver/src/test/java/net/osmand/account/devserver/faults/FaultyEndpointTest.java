package net.osmand.account.devserver.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class FaultyEndpointTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Requests that the stub of a service has received. */
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());

    private final FaultPlan plan = new FaultPlan();
    private final HttpServer service;
    private final List<FaultyEndpoint> endpoints = new ArrayList<>();

    FaultyEndpointTest() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/", this::serve);
        service.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            received.add(new String(body, StandardCharsets.UTF_8));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "123");
                exchange.sendResponseHeaders(200, -1);
            } else {
                // A body of unknown length is sent in chunks.
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody()
                        .write(
                                exchange.getRequestMethod().equals("GET")
                                        ? new byte[3_000_000]
                                        : "{}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (var endpoint : endpoints) {
            endpoint.close();
        }
        service.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "DynamoDb, 400, ProvisionedThroughputExceededException",
        "S3, 503, SlowDown",
        "Sqs, 400, RequestThrottled",
        "CognitoIdentityProvider, 400, TooManyRequestsException",
        "Sesv2, 429, TooManyRequestsException",
        "Kms, 400, ThrottlingException",
        "SecretsManager, 400, ThrottlingException"
    })
    void everyServiceThrottlesInItsOwnWords(String name, int status, String code) {
        plan("{\"kind\":\"throttling\"}");
        var error = catchThrowableOfType(AwsServiceException.class, () -> call(name));

        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.isThrottlingException()).isTrue();
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DynamoDb", "S3", "Sqs", "CognitoIdentityProvider", "Sesv2", "Kms", "SecretsManager"})
    void everyServiceHasAnInternalErrorAndAnyOtherThatIsNamed(String name) {
        plan("{\"kind\":\"error\"}");
        assertThat(catchThrowableOfType(AwsServiceException.class, () -> call(name))
                        .statusCode())
                .isEqualTo(500);

        plan("{\"kind\":\"error\",\"code\":\"LimitExceededException\",\"status\":400}");
        var named = catchThrowableOfType(AwsServiceException.class, () -> call(name));
        assertThat(named.statusCode()).isEqualTo(400);
        assertThat(named.awsErrorDetails().errorCode()).isEqualTo("LimitExceededException");
        assertThat(received).isEmpty();
    }

    @Test
    void theSdkRetriesUntilTheFaultIsOver() {
        plan("{\"kind\":\"throttling\",\"service\":\"DynamoDB\",\"operation\":\"PutItem\",\"count\":2}");
        put(dynamoDb(3));

        assertThat(received).hasSize(1);
        assertThat(plan.clear()).isZero();
    }

    @Test
    void aFaultHitsFromTheNthMatchingCallOn() {
        plan("{\"kind\":\"throttling\",\"operation\":\"PutItem\",\"nth\":2}");
        var client = dynamoDb(1);
        client.deleteTable(delete -> delete.tableName("things"));
        put(client);

        assertThatThrownBy(() -> put(client)).isInstanceOf(ProvisionedThroughputExceededException.class);
        put(client);
    }

    @Test
    void aDroppedAnswerLeavesItsEffectAndTheRetryRepeatsIt() {
        plan("{\"kind\":\"drop\"}");
        assertThatThrownBy(() -> put(dynamoDb(1))).isInstanceOf(SdkClientException.class);
        assertThat(received).hasSize(1);

        plan("{\"kind\":\"drop\"}");
        put(dynamoDb(2));
        assertThat(received).hasSize(3);
    }

    @Test
    void aHangingCallHasNoEffectAndEndsWhenThePlanIsCleared() {
        plan("{\"kind\":\"hang\"}");
        try (var client = configured(DynamoDbClient.builder(), "DynamoDb", 1)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(Duration.ofMillis(300))
                        .build())
                .build()) {
            assertThatThrownBy(() -> put(client)).isInstanceOf(ApiCallAttemptTimeoutException.class);
        }
        assertThat(received).isEmpty();

        plan("{\"kind\":\"hang\"}");
        Thread.ofVirtual().start(() -> {
            while (plan.unmet() > 0) {
                Thread.onSpinWait();
            }
            plan.clear();
        });
        put(dynamoDb(2));
        assertThat(received).hasSize(1);
    }

    @Test
    void aDelayedCallComesLater() {
        plan("{\"kind\":\"delay\",\"delay\":\"PT0.2S\"}");
        var before = System.nanoTime();
        put(dynamoDb(1));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(200));
        assertThat(received).hasSize(1);
    }

    @Test
    void aConflictCancelsATransactionWithOneReasonAnItem() {
        plan("{\"kind\":\"conflict\",\"count\":2}");
        var client = dynamoDb(1);
        var cancelled = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> client.transactWriteItems(transaction -> transaction.transactItems(
                        IntStream.range(0, 3).mapToObj(number -> transacted()).toList())));

        assertThat(cancelled.cancellationReasons())
                .extracting(reason -> reason.code())
                .containsExactlyInAnyOrder("TransactionConflict", "None", "None");
        assertThatThrownBy(() -> put(client)).isInstanceOf(TransactionConflictException.class);
        client.getItem(get -> get.tableName("things").key(item("1")));
        assertThat(received).hasSize(1);
    }

    @Test
    void aBatchOfWhichHalfIsNotProcessed() throws IOException {
        plan("{\"kind\":\"unprocessed\",\"count\":2}");
        var client = dynamoDb(1);
        var writes = List.of(write("1"), write("2"), write("3"), write("4"));
        var written = client.batchWriteItem(batch -> batch.requestItems(Map.of("things", writes)));
        var read = client.batchGetItem(batch -> batch.requestItems(Map.of(
                "things",
                KeysAndAttributes.builder()
                        .keys(List.of(item("1"), item("2"), item("3")))
                        .consistentRead(true)
                        .build())));

        assertThat(JSON.readTree(received.get(0)).path("RequestItems").path("things"))
                .hasSize(2);
        assertThat(written.unprocessedItems()).isEqualTo(Map.of("things", List.of(write("2"), write("4"))));
        var keys = JSON.readTree(received.get(1)).path("RequestItems").path("things");
        assertThat(keys.path("Keys")).hasSize(2);
        assertThat(keys.path("ConsistentRead").asBoolean()).isTrue();
        assertThat(read.unprocessedKeys())
                .hasEntrySatisfying("things", held -> assertThat(held.keys()).containsExactly(item("2")));
    }

    @Test
    void chanceIsTheSameWithTheSameSeed() {
        assertThat(hits(7)).isEqualTo(hits(7)).isNotEqualTo(hits(8));
        assertThat(hits(7).size()).isBetween(20, 40);
    }

    private List<Integer> hits(int seed) {
        plan.clear();
        plan("{\"kind\":\"throttling\",\"probability\":0.3,\"seed\":%d}".formatted(seed));
        return IntStream.range(0, 100)
                .filter(call -> plan.hits(FaultKind.THROTTLING, "S3", "GetObject"))
                .boxed()
                .toList();
    }

    @Test
    void bodiesAndHeadsPassAsTheyAre() {
        var s3 = s3();
        s3.putObject(put -> put.bucket("things").key("k"), RequestBody.fromString("x".repeat(2_000_000)));

        assertThat(received.getFirst().length()).isEqualTo(2_000_000);
        assertThat(s3.getObjectAsBytes(get -> get.bucket("things").key("k")).asByteArray())
                .hasSize(3_000_000);
        assertThat(s3.headObject(head -> head.bucket("things").key("k")).contentLength())
                .isEqualTo(123);
    }

    @Test
    void operationsOfS3AreKnownByTheirRequests() {
        plan("{\"kind\":\"throttling\",\"operation\":\"UploadPart\"}");
        var s3 = s3();
        s3.putObject(put -> put.bucket("things").key("k"), RequestBody.fromString("x"));

        assertThatThrownBy(() -> s3.uploadPart(
                        part -> part.bucket("things").key("k").uploadId("u").partNumber(1),
                        RequestBody.fromString("x")))
                .isInstanceOf(AwsServiceException.class);
    }

    @Test
    void unknownKindsAndWrongNumbersAreRefused() {
        assertThatThrownBy(() -> plan("{\"kind\":\"explosion\"}")).hasMessageContaining("throttling, error, drop");
        assertThatThrownBy(() -> plan("{\"kind\":\"drop\",\"probability\":2}")).hasMessageContaining("probability");
        assertThatThrownBy(() -> plan("{\"kind\":\"drop\",\"route\":\"GET /\"}"))
                .hasMessageContaining("route");
    }

    private void call(String name) {
        Map<String, Consumer<String>> calls = Map.of(
                "DynamoDb", any -> put(dynamoDb(1)),
                "S3", any -> s3().getObjectAsBytes(get -> get.bucket("things").key("k")),
                "Sqs", any -> configured(SqsClient.builder(), any, 1).build().getQueueUrl(get -> get.queueName("q")),
                "CognitoIdentityProvider",
                        any -> configured(CognitoIdentityProviderClient.builder(), any, 1)
                                .build()
                                .adminGetUser(get -> get.userPoolId("p").username("u")),
                "Sesv2",
                        any -> configured(SesV2Client.builder(), any, 1)
                                .build()
                                .sendEmail(send -> send.fromEmailAddress("a@example.org")),
                "Kms", any -> configured(KmsClient.builder(), any, 1).build().describeKey(key -> key.keyId("k")),
                "SecretsManager",
                        any -> configured(SecretsManagerClient.builder(), any, 1)
                                .build()
                                .getSecretValue(get -> get.secretId("s")));
        Objects.requireNonNull(calls.get(name)).accept(name);
    }

    private void plan(String json) {
        try {
            plan.add(Fault.of(JSON.readTree(json)));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(DynamoDbClient client) {
        client.putItem(put -> put.tableName("things").item(item("1")));
    }

    private static Map<String, AttributeValue> item(String pk) {
        return Map.of("pk", AttributeValue.fromS(pk));
    }

    private static WriteRequest write(String pk) {
        return WriteRequest.builder().putRequest(put -> put.item(item(pk))).build();
    }

    private static TransactWriteItem transacted() {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName("things").item(item("1")).build())
                .build();
    }

    private S3Client s3() {
        return configured(S3Client.builder(), "S3", 1)
                .serviceConfiguration(to -> to.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();
    }

    private DynamoDbClient dynamoDb(int attempts) {
        return configured(DynamoDbClient.builder(), "DynamoDb", attempts).build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
            B builder, String name, int attempts) {
        var target = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
        var endpoint = new FaultyEndpoint(name, target, plan);
        endpoints.add(endpoint);
        return builder.region(Region.US_EAST_1)
                .endpointOverride(endpoint.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(to -> to.retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(attempts)
                        .build()));
    }
}
