package net.osmand.account.aws.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** An item of a table: the two keys and named attributes. Attributes that do not apply are absent. */
record Item(Map<String, AttributeValue> attributes) {
    /** Partition key, text. */
    static final String PK = "pk";

    /** Sort key, text. */
    static final String SK = "sk";

    /** Time after which DynamoDB may remove the item, epoch seconds. */
    static final String TTL = "ttl";

    static Item of(String pk, String sk) {
        return new Item(new LinkedHashMap<>(Map.of(PK, text(pk), SK, text(sk))));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /**
     * Formats a time for a sort key: epoch milliseconds with 13 digits, so that alphabetical order is the order of
     * times.
     */
    static String time(long millis) {
        return "%013d".formatted(millis);
    }

    Item with(String name, AttributeValue value) {
        attributes.put(name, value);
        return this;
    }

    static AttributeValue numbers(Set<Long> values) {
        return AttributeValue.fromNs(values.stream().map(String::valueOf).toList());
    }

    Item with(String name, String value) {
        return with(name, text(value));
    }

    Item with(String name, long value) {
        return with(name, number(value));
    }

    Item with(String name, Optional<String> value) {
        value.ifPresent(present -> with(name, present));
        return this;
    }

    /** Returns partition key and sort key, which identify the item. */
    Map<String, AttributeValue> key() {
        return Map.of(PK, attribute(PK), SK, attribute(SK));
    }

    /** Returns the action that adds the item to a table, on condition that no item has its key. */
    TransactWriteItem claimIn(String table) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(table).item(attributes).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    String pk() {
        return attribute(PK).s();
    }

    String sk() {
        return attribute(SK).s();
    }

    String text(String name, String otherwise) {
        return optionalText(name).orElse(otherwise);
    }

    String requiredText(String name) {
        return attribute(name).s();
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    long number(String name, long otherwise) {
        return optionalNumber(name).orElse(otherwise);
    }

    OptionalLong optionalNumber(String name) {
        var value = attributes.get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.n()));
    }

    boolean flag(String name) {
        var value = attributes.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }

    List<String> texts(String name) {
        var value = attributes.get(name);
        return value == null ? List.of() : List.copyOf(value.ss());
    }

    Set<Long> numbers(String name) {
        var value = attributes.get(name);
        return value == null
                ? Set.of()
                : value.ns().stream().map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private AttributeValue attribute(String name) {
        var value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("an item lacks the attribute " + name);
        }
        return value;
    }
}
