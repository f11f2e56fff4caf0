package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes a file's trash entry as an item of the files table: ty type, n name, at deletion time, until end, a
 * author. DynamoDB removes it some time after its end. The index {@code ByEnd} projects all attributes.
 */
final class TrashItem {
    static final String PREFIX = "T#";
    static final String UNTIL = "until";

    private TrashItem() {}

    static Map<String, AttributeValue> key(AccountId account, FileKey file) {
        return empty(account, file).key();
    }

    private static Item empty(AccountId account, FileKey file) {
        return Item.of(AccountItem.pk(account), PREFIX + file.hash());
    }

    static Item write(AccountId account, TrashEntry entry) {
        var item = empty(account, entry.key())
                .with("ty", entry.key().type())
                .with("n", entry.key().name())
                .with("at", entry.deletedAt())
                .with(UNTIL, entry.until())
                .with(Item.TTL, Math.ceilDiv(entry.until(), 1000));
        return entry.author().isEmpty() ? item : item.with("a", entry.author());
    }

    static TrashEntry read(Item item) {
        return new TrashEntry(VersionItem.key(item), item.number("at", 0), item.number(UNTIL, 0), item.text("a", ""));
    }
}
