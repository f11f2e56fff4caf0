package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.values.KeyedHash;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds the key of a counter and its window in the accounts table. Network addresses are stored as keyed hashes. */
final class CounterItem {
    private CounterItem() {}

    static Map<String, AttributeValue> key(Counter counter, KeyedHash hash) {
        var pk = switch (counter.kind()) {
            case CODE_FOR_ADDRESS -> "E#" + counter.owner();
            case PASSWORD_OF_ACCOUNT -> "A#" + counter.owner();
            case CODE_FROM_SOURCE, PASSWORD_FROM_SOURCE, ORDER_ID_FROM_SOURCE -> "SOURCE#" + hash.of(counter.owner());
        };
        var what = switch (counter.kind()) {
            case CODE_FOR_ADDRESS, CODE_FROM_SOURCE -> "";
            case PASSWORD_OF_ACCOUNT, PASSWORD_FROM_SOURCE -> "PASSWORD#";
            case ORDER_ID_FROM_SOURCE -> "ORDER#";
        };
        var source = counter.source().isEmpty() ? "" : "#" + hash.of(counter.source());
        return Item.of(pk, "COUNT#" + what + counter.window() + source).key();
    }
}
