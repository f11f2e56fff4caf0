package net.osmand.account.aws.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Names and values of one DynamoDB expression. Every name goes through a placeholder, since many words are reserved. */
final class Expression {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** The placeholder of an attribute. */
    String name(String attribute) {
        names.put("#" + attribute, attribute);
        return "#" + attribute;
    }

    /** The placeholder of a value. */
    String value(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    String value(long number) {
        return value(Item.number(number));
    }

    /** {@code attribute = value}. */
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
