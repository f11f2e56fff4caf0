package net.osmand.account.devserver.time;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.OperationType;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import net.osmand.account.devserver.emulation.Emulators;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Delivers the changes of one table's stream to its listeners in order, as an event source mapping does. Changes from
 * an earlier run of the stack are skipped.
 */
public final class TableStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableStream.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int BATCH = 25;

    private final DynamoDbStreamsClient streams;
    private final String arn;
    private final String nameInTemplate;
    private final List<Consumer<DynamodbEvent>> listeners;
    private final Map<String, String> iterators = new LinkedHashMap<>();
    private final Thread poller;

    /** @param nameInTemplate the stream's ARN in the template's functions */
    public TableStream(
            DynamoDbStreamsClient streams, String arn, String nameInTemplate, List<Consumer<DynamodbEvent>> listeners) {
        this.streams = streams;
        this.arn = arn;
        this.nameInTemplate = nameInTemplate;
        this.listeners = List.copyOf(listeners);
        addShards(ShardIteratorType.LATEST);
        poller = Thread.ofVirtual().name("stream " + arn).unstarted(this::poll);
    }

    /**
     * Creates a stream for each table of the template that has one, or none if another implementation serves DynamoDB.
     *
     * @param listeners the listeners of a stream by its ARN
     */
    public static List<TableStream> of(
            Template template,
            Intrinsics intrinsics,
            Emulators emulators,
            Function<String, List<Consumer<DynamodbEvent>>> listeners) {
        var all = new ArrayList<TableStream>();
        for (var id : template.ofType("AWS::DynamoDB::Table")) {
            if (intrinsics.resolve(template.properties(id)).has("StreamSpecification")) {
                var name = intrinsics.reference(id);
                var arn = emulators
                        .dynamoDb()
                        .describeTable(describe -> describe.tableName(name))
                        .table()
                        .latestStreamArn();
                var inTemplate = intrinsics.attribute(id, "StreamArn");
                emulators
                        .streams()
                        .ifPresent(client ->
                                all.add(new TableStream(client, arn, inTemplate, listeners.apply(inTemplate))));
            }
        }
        return all;
    }

    /** Starts the delivery in the background. */
    public void start() {
        poller.start();
    }

    /** Delivers all changes made before this call. */
    public synchronized void drain() {
        addShards(ShardIteratorType.TRIM_HORIZON);
        for (var shard : List.copyOf(iterators.keySet())) {
            drain(shard);
        }
    }

    @Override
    public void close() {
        poller.interrupt();
        synchronized (this) {
            iterators.clear();
        }
        streams.close();
    }

    private void poll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(POLL);
                drain();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("the stream {} is not read any more", arn, broken);
            }
        }
    }

    /** Adds new shards. A closed shard keeps an empty iterator, so it is not read again. */
    private void addShards(ShardIteratorType from) {
        for (var shard : streams.describeStream(describe -> describe.streamArn(arn))
                .streamDescription()
                .shards()) {
            iterators.computeIfAbsent(shard.shardId(), id -> iterator(id, from));
        }
    }

    private String iterator(String shard, ShardIteratorType from) {
        return streams.getShardIterator(get -> get.streamArn(arn).shardId(shard).shardIteratorType(from))
                .shardIterator();
    }

    private void drain(String shard) {
        var iterator = iterators.getOrDefault(shard, "");
        while (!iterator.isEmpty()) {
            var answer = records(shard, iterator);
            iterator = answer.nextShardIterator() == null ? "" : answer.nextShardIterator();
            iterators.put(shard, iterator);
            hand(answer.records());
            if (answer.records().isEmpty()) {
                return;
            }
        }
    }

    /**
     * Reads the changes at an iterator. DynamoDB Local rejects an iterator at the end of a shard that was empty when it
     * was requested.
     */
    private GetRecordsResponse records(String shard, String iterator) {
        try {
            return streams.getRecords(get -> get.shardIterator(iterator));
        } catch (TrimmedDataAccessException _) {
            var oldest = iterator(shard, ShardIteratorType.TRIM_HORIZON);
            return streams.getRecords(get -> get.shardIterator(oldest));
        }
    }

    private void hand(List<Record> records) {
        for (var from = 0; from < records.size(); from += BATCH) {
            var event = new DynamodbEvent();
            event.setRecords(new ArrayList<>(records.subList(from, Math.min(records.size(), from + BATCH)).stream()
                    .map(this::change)
                    .toList()));
            listeners.forEach(listener -> listener.accept(event));
        }
    }

    private DynamodbStreamRecord change(Record from) {
        var images = new StreamRecord();
        images.setKeys(StreamValues.of(from.dynamodb().keys()));
        images.setNewImage(StreamValues.of(from.dynamodb().newImage()));
        images.setOldImage(StreamValues.of(from.dynamodb().oldImage()));
        images.setSequenceNumber(from.dynamodb().sequenceNumber());
        images.setStreamViewType(StreamViewType.fromValue(from.dynamodb().streamViewTypeAsString()));
        var change = new DynamodbStreamRecord();
        change.setEventID(from.eventID());
        change.setEventName(OperationType.fromValue(from.eventNameAsString()));
        change.setEventVersion("1.1");
        change.setEventSource("aws:dynamodb");
        change.setEventSourceARN(nameInTemplate);
        change.setDynamodb(images);
        return change;
    }
}
