package net.osmand.account.devserver.watch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Calculates DynamoDB's capacity units from requests, responses and stored items. An update counts the size of the item
 * after it, a deletion that of the item before it, a projected read the bytes received. A put or a deletion counts one
 * more write for each index that holds the item. Changes of index entries by updates are not counted.
 */
public final class Capacity {
    /** By table: for each index, the key attributes that an item needs to be in it. */
    private final Map<String, List<Set<String>>> indexes;

    private final StoredItems stored;

    /** Reads items without counting the read. */
    @FunctionalInterface
    public interface StoredItems {
        /** Returns the item with a key, or an empty map. */
        Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key);
    }

    public Capacity(Map<String, List<Set<String>>> indexes, StoredItems stored) {
        this.indexes = Map.copyOf(indexes);
        this.stored = stored;
    }

    /** Reads the indexes of the template's tables. */
    public static Capacity of(Template template, Intrinsics intrinsics, StoredItems stored) {
        var indexes = new HashMap<String, List<Set<String>>>();
        for (var id : template.ofType("AWS::DynamoDB::Table")) {
            var properties = intrinsics.resolve(template.properties(id));
            var keys = new ArrayList<Set<String>>();
            for (var kind : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes")) {
                for (var index : properties.path(kind)) {
                    keys.add(Set.copyOf(index.path("KeySchema").findValuesAsText("AttributeName")));
                }
            }
            indexes.put(intrinsics.reference(id), keys);
        }
        return new Capacity(indexes, stored);
    }

    /** Write capacity units of one attempt, without its updates; before the call. A failed condition costs the same. */
    double write(SdkRequest request) {
        return switch (request) {
            case PutItemRequest put -> put(put.tableName(), put.item());
            case DeleteItemRequest delete -> deletion(delete.tableName(), delete.key());
            case BatchWriteItemRequest batch ->
                batch.requestItems().entrySet().stream()
                        .flatMap(table -> table.getValue().stream()
                                .map(write -> write.putRequest() == null
                                        ? deletion(
                                                table.getKey(),
                                                write.deleteRequest().key())
                                        : put(table.getKey(), write.putRequest().item())))
                        .mapToDouble(Double::doubleValue)
                        .sum();
            case TransactWriteItemsRequest transaction ->
                2
                        * transaction.transactItems().stream()
                                .mapToDouble(this::transacted)
                                .sum();
            default -> 0;
        };
    }

    /**
     * Write capacity units of the updates of one attempt; after the call, because DynamoDB counts the whole item and not
     * the changed attributes. A failed condition costs the same.
     */
    double updates(SdkRequest request) {
        return switch (request) {
            case UpdateItemRequest update -> writeUnits(size(stored.item(update.tableName(), update.key())));
            case TransactWriteItemsRequest transaction ->
                2
                        * transaction.transactItems().stream()
                                .map(TransactWriteItem::update)
                                .filter(Objects::nonNull)
                                .mapToDouble(update -> writeUnits(size(stored.item(update.tableName(), update.key()))))
                                .sum();
            default -> 0;
        };
    }

    /** Read capacity units of a successful call. */
    static double read(SdkRequest request, SdkResponse response) {
        return switch (response) {
            case GetItemResponse got ->
                readUnits(size(got.item()), request instanceof GetItemRequest get && consistent(get.consistentRead()));
            case QueryResponse found ->
                readUnits(
                        found.items().stream().mapToLong(Capacity::size).sum(),
                        request instanceof QueryRequest query && consistent(query.consistentRead()));
            case ScanResponse found ->
                readUnits(
                        found.items().stream().mapToLong(Capacity::size).sum(),
                        request instanceof ScanRequest scan && consistent(scan.consistentRead()));
            case BatchGetItemResponse got -> request instanceof BatchGetItemRequest batch ? batch(batch, got) : 0;
            default -> 0;
        };
    }

    /** Read capacity units of a batch. A key without an item costs as much as the smallest item. */
    private static double batch(BatchGetItemRequest request, BatchGetItemResponse response) {
        var units = 0.0;
        for (var table : request.requestItems().entrySet()) {
            var strong = consistent(table.getValue().consistentRead());
            var items = Optional.ofNullable(response.responses().get(table.getKey()))
                    .orElse(List.of());
            units += items.stream()
                    .mapToDouble(item -> readUnits(size(item), strong))
                    .sum();
            units += (table.getValue().keys().size() - items.size()) * readUnits(0, strong);
        }
        return units;
    }

    private double put(String table, Map<String, AttributeValue> item) {
        var entries = indexes.getOrDefault(table, List.of()).stream()
                .filter(item.keySet()::containsAll)
                .count();
        return writeUnits(size(item)) * (1 + entries);
    }

    private double transacted(TransactWriteItem item) {
        if (item.put() != null) {
            return put(item.put().tableName(), item.put().item());
        }
        if (item.delete() != null) {
            return deletion(item.delete().tableName(), item.delete().key());
        }
        return item.update() == null ? 1 : 0;
    }

    private double deletion(String table, Map<String, AttributeValue> key) {
        return put(table, stored.item(table, key));
    }

    private static boolean consistent(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static double writeUnits(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, 1024L));
    }

    private static double readUnits(long bytes, boolean strong) {
        return Math.max(1, Math.ceilDiv(bytes, 4096L)) * (strong ? 1.0 : 0.5);
    }

    private static long size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> utf8(attribute.getKey()) + size(attribute.getValue()))
                .sum();
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> value.n().length() / 2 + 2;
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToLong(Capacity::utf8).sum();
            case NS -> value.ns().stream().mapToLong(n -> n.length() / 2 + 2).sum();
            case M -> 3 + size(value.m()) + value.m().size();
            case L ->
                3
                        + value.l().stream().mapToLong(Capacity::size).sum()
                        + value.l().size();
            default -> 1;
        };
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
