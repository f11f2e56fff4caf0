package net.osmand.account.aws.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Collects names and values of a DynamoDB expression. Every name becomes a placeholder, since many words are reserved.
 */
final class Expression {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** Returns the placeholder of an attribute. */
    String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    /** Returns the placeholder of a value. */
    String value(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    String value(long number) {
        return value(Item.number(number));
    }

    /** Returns {@code attribute = value} with placeholders. */
    String is(String attribute, AttributeValue value) {
        return name(attribute) + " = " + value(value);
    }

    String is(String attribute, long number) {
        return is(attribute, Item.number(number));
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
