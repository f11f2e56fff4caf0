package net.osmand.account.devserver.emulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.emulators.sqs.QueueSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Creates the template's tables, buckets, queues, keys and secrets that do not exist yet. Table TTL and lifecycle rules
 * are not set: emulators apply them by the machine's clock, and we apply them by the local one.
 */
final class Provisioning {
    private final DynamoDbClient dynamoDb;
    private final S3Client s3;

    Provisioning(DynamoDbClient dynamoDb, S3Client s3) {
        this.dynamoDb = dynamoDb;
        this.s3 = s3;
    }

    void table(String name, JsonNode properties) {
        var request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(properties))
                .attributeDefinitions(list(properties.path("AttributeDefinitions")).stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.path("AttributeName").asText())
                                .attributeType(attribute.path("AttributeType").asText())
                                .build())
                        .toList());
        if (properties.has("LocalSecondaryIndexes")) {
            request.localSecondaryIndexes(list(properties.path("LocalSecondaryIndexes")).stream()
                    .map(index -> LocalSecondaryIndex.builder()
                            .indexName(index.path("IndexName").asText())
                            .keySchema(keys(index))
                            .projection(projection(index))
                            .build())
                    .toList());
        }
        if (properties.has("GlobalSecondaryIndexes")) {
            request.globalSecondaryIndexes(list(properties.path("GlobalSecondaryIndexes")).stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.path("IndexName").asText())
                            .keySchema(keys(index))
                            .projection(projection(index))
                            .build())
                    .toList());
        }
        if (properties.has("StreamSpecification")) {
            request.streamSpecification(stream -> stream.streamEnabled(true)
                    .streamViewType(properties
                            .path("StreamSpecification")
                            .path("StreamViewType")
                            .asText()));
        }
        try {
            dynamoDb.createTable(request.build());
        } catch (ResourceInUseException there) {
            // An earlier start has created it.
        }
    }

    void bucket(String name, JsonNode properties) {
        try {
            s3.createBucket(bucket -> bucket.bucket(name));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException there) {
            // The first start may have ended before it enabled versioning, so it is always set.
        }
        var status = properties.path("VersioningConfiguration").path("Status").asText();
        if (!status.isEmpty()) {
            s3.putBucketVersioning(
                    put -> put.bucket(name).versioningConfiguration(versioning -> versioning.status(status)));
        }
        cors(name, properties.path("CorsConfiguration").path("CorsRules"));
    }

    private void cors(String bucket, JsonNode rules) {
        if (rules.isEmpty()) {
            return;
        }
        s3.putBucketCors(put -> put.bucket(bucket)
                .corsConfiguration(cors -> cors.corsRules(list(rules).stream()
                        .map(rule -> CORSRule.builder()
                                .allowedOrigins(texts(rule.path("AllowedOrigins")))
                                .allowedMethods(texts(rule.path("AllowedMethods")))
                                .allowedHeaders(texts(rule.path("AllowedHeaders")))
                                .exposeHeaders(texts(rule.path("ExposedHeaders")))
                                .maxAgeSeconds(rule.path("MaxAge").asInt())
                                .build())
                        .toList())));
    }

    void secret(SecretsManagerClient secrets, String name, String value) {
        try {
            secrets.createSecret(secret -> secret.name(name).secretString(value));
        } catch (ResourceExistsException there) {
            secrets.putSecretValue(put -> put.secretId(name).secretString(value));
        }
    }

    /** Creates the key of that ARN. AWS chooses a key's id itself; LocalStack takes it from a tag. */
    void key(KmsClient kms, String arn) {
        try {
            kms.describeKey(describe -> describe.keyId(arn));
        } catch (NotFoundException missing) {
            var id = arn.substring(arn.lastIndexOf('/') + 1);
            kms.createKey(create ->
                    create.tags(Tag.builder().tagKey("_custom_id_").tagValue(id).build()));
        }
    }

    void queues(SqsClient sqs, List<QueueSettings> queues) {
        // SQS rejects a redrive policy whose queue does not exist.
        queues.stream().filter(queue -> queue.redrive().isEmpty()).forEach(queue -> queue(sqs, queue));
        queues.stream().filter(queue -> queue.redrive().isPresent()).forEach(queue -> queue(sqs, queue));
    }

    private static void queue(SqsClient sqs, QueueSettings queue) {
        var attributes = new HashMap<>(Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT, seconds(queue.visibility()),
                QueueAttributeName.DELAY_SECONDS, seconds(queue.delay()),
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, seconds(queue.retention())));
        queue.redrive().ifPresent(redrive -> attributes.put(QueueAttributeName.REDRIVE_POLICY, policy(redrive)));
        sqs.createQueue(create -> create.queueName(queue.name()).attributes(attributes));
    }

    private static String policy(QueueSettings.Redrive redrive) {
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(redrive.deadLetterArn(), redrive.maxReceiveCount());
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    private static List<KeySchemaElement> keys(JsonNode holder) {
        return list(holder.path("KeySchema")).stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asText())
                        .keyType(key.path("KeyType").asText())
                        .build())
                .toList();
    }

    private static Projection projection(JsonNode index) {
        var projection = Projection.builder()
                .projectionType(index.path("Projection").path("ProjectionType").asText());
        if (index.path("Projection").has("NonKeyAttributes")) {
            projection.nonKeyAttributes(texts(index.path("Projection").path("NonKeyAttributes")));
        }
        return projection.build();
    }

    private static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.forEach(list::add);
        return list;
    }
}
