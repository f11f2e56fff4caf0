package net.osmand.account.devserver.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * A BatchGetItem or BatchWriteItem of which DynamoDB processes every second entry.
 *
 * @param taken the request with the entries that are processed
 * @param held the entries that the response returns as unprocessed
 */
record Batch(ObjectNode taken, ObjectNode held) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ITEMS = "RequestItems";

    static Batch of(byte[] request) throws IOException {
        var taken = (ObjectNode) JSON.readTree(request);
        var held = JsonNodeFactory.instance.objectNode();
        var place = 0;
        for (var table : taken.path(ITEMS).properties()) {
            var kept = JsonNodeFactory.instance.arrayNode();
            var back = JsonNodeFactory.instance.arrayNode();
            for (var entry : entries(table.getValue())) {
                (place++ % 2 == 0 ? kept : back).add(entry);
            }
            if (!back.isEmpty()) {
                held.set(table.getKey(), with(table.getValue(), back));
            }
            table.setValue(with(table.getValue(), kept));
        }
        taken.withObject("/" + ITEMS)
                .properties()
                .removeIf(table -> entries(table.getValue()).isEmpty());
        return new Batch(taken, held);
    }

    /** The number of items of a transaction. */
    static int transactionItems(byte[] request) throws IOException {
        return JSON.readTree(request).path("TransactItems").size();
    }

    byte[] request() throws IOException {
        return JSON.writeValueAsBytes(taken);
    }

    /** The response to {@link #taken}, with the unprocessed entries added. */
    byte[] answer(String operation, byte[] answer) throws IOException {
        var json = (ObjectNode) JSON.readTree(answer);
        json.set(operation.equals("BatchGetItem") ? "UnprocessedKeys" : "UnprocessedItems", held);
        return JSON.writeValueAsBytes(json);
    }

    /** The entries of one table: a list in a write, the member {@code Keys} in a read. */
    private static ArrayNode entries(JsonNode table) {
        return (ArrayNode) (table.isArray() ? table : table.path("Keys"));
    }

    private static JsonNode with(JsonNode table, ArrayNode entries) {
        return table.isArray() ? entries : ((ObjectNode) table.deepCopy()).set("Keys", entries);
    }
}
