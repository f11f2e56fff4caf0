package net.osmand.account.devserver.time;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts the SDK's attribute values to those of a stream event. */
final class StreamValues {
    private StreamValues() {}

    static Map<String, AttributeValue> of(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        var values = new LinkedHashMap<String, AttributeValue>();
        item.forEach((name, value) -> values.put(name, of(value)));
        return values;
    }

    private static AttributeValue of(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        var copy = new AttributeValue();
        switch (value.type()) {
            case S -> copy.setS(value.s());
            case N -> copy.setN(value.n());
            case B -> copy.setB(value.b().asByteBuffer());
            case SS -> copy.setSS(value.ss());
            case NS -> copy.setNS(value.ns());
            case BS ->
                copy.setBS(
                        value.bs().stream().map(bytes -> bytes.asByteBuffer()).toList());
            case M -> copy.setM(of(value.m()));
            case L -> copy.setL(value.l().stream().map(StreamValues::of).toList());
            case BOOL -> copy.setBOOL(value.bool());
            case NUL -> copy.setNULL(true);
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("unknown type of attribute");
        }
        return copy;
    }
}
