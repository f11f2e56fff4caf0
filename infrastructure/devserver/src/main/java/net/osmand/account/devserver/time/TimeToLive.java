package net.osmand.account.devserver.time;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.OperationType;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Deletes expired items of one table and reports them to the table's stream, as DynamoDB's TTL does. */
public final class TimeToLive {
    private static final int BATCH = 25;

    /** The page size. DynamoDB Local reads the rest of the table for each page without a limit. */
    private static final int PAGE = 5_000;

    private final DynamoDbClient dynamoDb;
    private final Table table;
    private final List<Consumer<DynamodbEvent>> listeners;
    private final Function<String, Duration> lateness;

    /**
     * Handles one table.
     *
     * @param lateness how long items of the table stay after their expiry
     */
    public TimeToLive(
            DynamoDbClient dynamoDb,
            Table table,
            List<Consumer<DynamodbEvent>> listeners,
            Function<String, Duration> lateness) {
        this.lateness = lateness;
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * One for each table of the template with TTL.
     *
     * @param listeners the listeners of a stream by its ARN
     * @param lateness how long items of a table stay after their expiry
     */
    public static List<TimeToLive> of(
            Template template,
            Intrinsics intrinsics,
            DynamoDbClient dynamoDb,
            Function<String, List<Consumer<DynamodbEvent>>> listeners,
            Function<String, Duration> lateness) {
        var all = new ArrayList<TimeToLive>();
        for (var id : template.ofType("AWS::DynamoDB::Table")) {
            var properties = intrinsics.resolve(template.properties(id));
            var timeToLive = properties.path("TimeToLiveSpecification");
            if (timeToLive.path("Enabled").asBoolean()) {
                var table = new Table(
                        intrinsics.reference(id),
                        properties.path("KeySchema").findValuesAsText("AttributeName"),
                        timeToLive.path("AttributeName").asText(),
                        intrinsics.attribute(id, "StreamArn"));
                all.add(new TimeToLive(dynamoDb, table, listeners.apply(table.streamArn), lateness));
            }
        }
        return all;
    }

    /** Deletes the items that expired before the given time. */
    public void run(Instant now) {
        var records = new ArrayList<DynamodbStreamRecord>();
        var until = now.minus(lateness.apply(table.name));
        var past = dynamoDb.scanPaginator(scan -> scan.tableName(table.name)
                .consistentRead(true)
                .limit(PAGE)
                .filterExpression("#ttl <= :now")
                .expressionAttributeNames(Map.of("#ttl", table.attribute))
                .expressionAttributeValues(
                        Map.of(":now", AttributeValue.fromN(String.valueOf(until.getEpochSecond())))));
        for (var item : past.items()) {
            if (removed(item)) {
                records.add(record(item, now));
            }
        }
        for (var from = 0; from < records.size(); from += BATCH) {
            var event = new DynamodbEvent();
            event.setRecords(new ArrayList<>(records.subList(from, Math.min(records.size(), from + BATCH))));
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    private boolean removed(Map<String, AttributeValue> item) {
        try {
            dynamoDb.deleteItem(delete -> delete.tableName(table.name)
                    .key(keys(item))
                    .conditionExpression("#ttl = :seen")
                    .expressionAttributeNames(Map.of("#ttl", table.attribute))
                    .expressionAttributeValues(Map.of(":seen", value(item, table.attribute))));
            return true;
        } catch (ConditionalCheckFailedException changedMeanwhile) {
            return false;
        }
    }

    private DynamodbStreamRecord record(Map<String, AttributeValue> item, Instant now) {
        var change = new StreamRecord();
        change.setApproximateCreationDateTime(Date.from(now));
        change.setKeys(StreamValues.of(keys(item)));
        change.setOldImage(StreamValues.of(item));
        change.setStreamViewType(StreamViewType.NEW_AND_OLD_IMAGES);
        var byTimeToLive = new Identity();
        byTimeToLive.setType("Service");
        byTimeToLive.setPrincipalId("dynamodb.amazonaws.com");
        var removal = new DynamodbStreamRecord();
        removal.setEventID(UUID.randomUUID().toString());
        removal.setEventName(OperationType.REMOVE);
        removal.setEventVersion("1.1");
        removal.setEventSource("aws:dynamodb");
        removal.setEventSourceARN(table.streamArn);
        removal.setUserIdentity(byTimeToLive);
        removal.setDynamodb(change);
        return removal;
    }

    private Map<String, AttributeValue> keys(Map<String, AttributeValue> item) {
        var keys = new LinkedHashMap<String, AttributeValue>();
        table.keys.forEach(key -> keys.put(key, value(item, key)));
        return keys;
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    /**
     * A table with TTL.
     *
     * @param attribute holds the epoch second after which an item expires
     */
    public record Table(String name, List<String> keys, String attribute, String streamArn) {}
}
