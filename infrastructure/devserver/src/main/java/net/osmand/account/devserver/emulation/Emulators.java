package net.osmand.account.devserver.emulation;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.devserver.faults.FaultyEndpoint;
import net.osmand.account.devserver.time.LocalClock;
import net.osmand.account.emulators.cognito.CodeMails;
import net.osmand.account.emulators.cognito.CognitoEndpoint;
import net.osmand.account.emulators.kms.KmsEndpoint;
import net.osmand.account.emulators.secrets.SecretsEndpoint;
import net.osmand.account.emulators.ses.Mailbox;
import net.osmand.account.emulators.sqs.MessageQueues;
import net.osmand.account.emulators.sqs.QueueSettings;
import net.osmand.account.emulators.sqs.Queues;
import net.osmand.account.emulators.sqs.SqsEndpoint;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The emulators of all AWS services, with their data in one folder. */
public final class Emulators implements AutoCloseable {
    /** The shop's secret in the dev server. */
    private static final String SHOP_SECRET = "{\"current\":\"local-fastspring-secret\"}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, String> endpoints = new LinkedHashMap<>();
    private final FaultPlan plan;
    private final Mailbox mailbox;
    private final AwsClients clients;
    private final ExternalEndpoint elsewhere;
    private final UnaryOperator<String> secrets;
    private @Nullable MessageQueues queues;
    private Optional<CognitoEndpoint> cognito = Optional.empty();

    private Emulators(
            Path data, LocalClock clock, ExternalEndpoint elsewhere, FaultPlan plan, UnaryOperator<String> secrets) {
        this.plan = plan;
        this.elsewhere = elsewhere;
        // The two slowest emulators start in parallel.
        var starting = elsewhere.of("DYNAMODB").isPresent()
                ? Optional.<CompletableFuture<DynamoDbEmulator>>empty()
                : Optional.of(CompletableFuture.supplyAsync(() -> DynamoDbEmulator.start(data.resolve("dynamodb"))));
        var s3 = at(
                "S3",
                () -> kept(S3Emulator.start(data.resolve("s3"), clock::local)).uri());
        var dynamoDb = at("DYNAMODB", () -> kept(starting.orElseThrow().join()).uri());
        var direct = new LinkedHashMap<String, String>();
        direct.put("AWS_ENDPOINT_URL_S3", s3.toString());
        direct.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        List.of("SQS", "KMS", "SECRETS_MANAGER")
                .forEach(service -> elsewhere
                        .of(service)
                        .ifPresent(endpoint -> direct.put("AWS_ENDPOINT_URL_" + service, endpoint)));
        direct.put("AWS_REGION", LocalResources.REGION);
        clients = new AwsClients(new LambdaEnvironment(direct, clock, new SecureRandom(), AwsCallListener.NONE));
        serve("DYNAMODB", "DynamoDb", dynamoDb);
        serve("S3", "S3", s3);
        mailbox = kept(new Mailbox(data.resolve("mail.jsonl"), clock));
        serve("SESV2", "Sesv2", mailbox.uri());
        this.secrets = name -> name.equals("ShopSecret") ? SHOP_SECRET : secrets.apply(name);
        serve(
                "SECRETS_MANAGER",
                "SecretsManager",
                at(
                        "SECRETS_MANAGER",
                        () -> kept(new SecretsEndpoint(this.secrets)).uri()));
    }

    /**
     * Starts DynamoDB, S3, Secrets Manager and SES, except those that {@link ExternalEndpoint} names. The plan's faults
     * apply to all of them.
     *
     * @param secrets values of all secrets except the shop's, by logical id
     */
    public static Emulators start(
            Path data, LocalClock clock, ExternalEndpoint elsewhere, FaultPlan plan, UnaryOperator<String> secrets) {
        return new Emulators(data, clock, elsewhere, plan, secrets);
    }

    private URI at(String service, Supplier<URI> ours) {
        return elsewhere.of(service).map(URI::create).orElseGet(ours);
    }

    private void serve(String variable, String service, URI target) {
        endpoints.put(
                "AWS_ENDPOINT_URL_" + variable,
                kept(new FaultyEndpoint(service, target, plan)).uri().toString());
    }

    /**
     * Creates the template's tables, buckets, queues, key and user pool. The user pool mails through the given
     * function.
     */
    public void provision(
            Path data, Clock clock, SecureRandom random, Template template, Intrinsics intrinsics, Sender sender) {
        var provisioning = new Provisioning(dynamoDb(), s3());
        var templateSettings = new TemplateSettings(template, intrinsics);
        template.ofType("AWS::DynamoDB::Table")
                .forEach(table -> provisioning.table(
                        intrinsics.reference(table), intrinsics.resolve(template.properties(table))));
        template.ofType("AWS::S3::Bucket")
                .forEach(bucket -> provisioning.bucket(
                        intrinsics.reference(bucket), intrinsics.resolve(template.properties(bucket))));
        elsewhere
                .of("SECRETS_MANAGER")
                .ifPresent(_ -> template.ofType("AWS::SecretsManager::Secret")
                        .forEach(id -> provisioning.secret(clients.secretsManager(), id, secrets.apply(id))));
        queues = queues(data, clock, templateSettings.queues(), provisioning);
        template.ofType("AWS::SES::ConfigurationSet")
                .forEach(set -> mailbox.account().configurationSet(intrinsics.reference(set)));
        var pools = template.ofType("AWS::Cognito::UserPool");
        if (pools.isEmpty()) {
            return;
        }
        var pool = intrinsics.resolve(template.properties(pools.getFirst()));
        // The ARN of an SES identity ends in its address or domain.
        var identity = pool.path("EmailConfiguration").path("SourceArn").asText();
        mailbox.account().verify(identity.substring(identity.indexOf('/') + 1));
        var keyArn = pool.path("LambdaConfig").path("KMSKeyID").asText();
        elsewhere
                .of("KMS")
                .ifPresent(_ -> provisioning.key(
                        clients.configured(KmsClient.builder(), "KMS").build(), keyArn));
        var kms = at(
                "KMS",
                () -> kept(new KmsEndpoint(data.resolve("kms.key"), keyArn, random))
                        .uri());
        serve("KMS", "Kms", kms);
        var settings = templateSettings.userPool(pools.getFirst(), pool, keyArn);
        var arn = pool.path("LambdaConfig")
                .path("CustomEmailSender")
                .path("LambdaArn")
                .asText();
        var mails = new CodeMails(settings, kms, event -> sender.send(arn, event));
        var started = kept(new CognitoEndpoint(settings, data.resolve("cognito.json"), clock, random, mails));
        cognito = Optional.of(started);
        serve("COGNITO_IDENTITY_PROVIDER", "CognitoIdentityProvider", started.uri());
    }

    private MessageQueues queues(Path data, Clock clock, List<QueueSettings> settings, Provisioning provisioning) {
        if (elsewhere.of("SQS").isPresent()) {
            provisioning.queues(clients.sqs(), settings);
            elsewhere.of("SQS").ifPresent(endpoint -> serve("SQS", "Sqs", URI.create(endpoint)));
            return new SqsQueues(clients.sqs(), clock, settings);
        }
        var ours = new Queues(data.resolve("sqs.json"), clock, settings);
        serve("SQS", "Sqs", kept(new SqsEndpoint(ours)).uri());
        return ours;
    }

    /** Environment variables that direct AWS clients to the emulators. */
    public Map<String, String> endpoints() {
        return Map.copyOf(endpoints);
    }

    /** The template's queues. */
    public MessageQueues queues() {
        return Objects.requireNonNull(queues, "queues are there once the stack is provisioned");
    }

    /** The template's user pool, if it has one. */
    public Optional<CognitoEndpoint> cognito() {
        return cognito;
    }

    /** The mailbox that receives every mail. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** A client without policies and call log. */
    public DynamoDbClient dynamoDb() {
        return clients.dynamoDb();
    }

    /** A client of the tables' streams; empty if another stack serves DynamoDB. */
    public Optional<DynamoDbStreamsClient> streams() {
        return elsewhere.of("DYNAMODB").isPresent()
                ? Optional.empty()
                : Optional.of(clients.configured(DynamoDbStreamsClient.builder(), "DYNAMODB")
                        .build());
    }

    /** A client without policies and call log. */
    public S3Client s3() {
        return clients.s3();
    }

    @Override
    public void close() {
        @Nullable RuntimeException first = null;
        for (var emulator : open.reversed()) {
            try {
                emulator.close();
            } catch (Exception failed) {
                first = first == null ? new IllegalStateException("an emulator does not stop", failed) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private <T extends AutoCloseable> T kept(T emulator) {
        open.add(emulator);
        return emulator;
    }

    /** Invokes a function by its ARN. */
    public interface Sender {
        void send(String functionArn, Map<String, Object> event);
    }
}
