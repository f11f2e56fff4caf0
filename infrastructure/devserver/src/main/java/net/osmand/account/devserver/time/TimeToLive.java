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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Deletes what is past its time in one table, and tells the table's stream as DynamoDB's own TTL does. */
public final class TimeToLive {
    private static final int BATCH = 25;

    /** DynamoDB Local reads all that is left of a table for each page that has no limit. */
    private static final int PAGE = 5_000;

    private final DynamoDbClient dynamoDb;
    private final Table table;
    private final List<Consumer<DynamodbEvent>> listeners;
    private final Function<String, Duration> lateness;

    /** The lateness is how long items of the table of that name stay after their time. */
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

    /** Deletes the items whose time is before the given one. */
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
     * @param attribute holds the epoch second after which an item goes
     */
    public record Table(String name, List<String> keys, String attribute, String streamArn) {}
}
