package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.values.KeyedHash;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A counter in its window as an item of the accounts table; network addresses are kept as keyed hashes. */
final class CounterItem {
    private CounterItem() {}

    static Map<String, AttributeValue> key(Counter counter, KeyedHash hash) {
        var pk = switch (counter.kind()) {
            case ADDRESS -> "E#" + counter.subject();
            case SOURCE -> "SOURCE#" + hash.of(counter.subject());
        };
        return Item.of(pk, "COUNT#" + counter.window()).key();
    }
}
