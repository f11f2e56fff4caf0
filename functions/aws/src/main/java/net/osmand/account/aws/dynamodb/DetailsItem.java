package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes the details of a file (docs/data-model.md#details). They are deleted with their version. */
final class DetailsItem {
    static final String PREFIX = "D#";

    /** Update time of the version, epoch milliseconds. */
    static final String VERSION = "at";

    private static final String JSON = "d";
    private static final String TYPE = "ty";
    private static final String NAME = "n";

    private DetailsItem() {}

    static Map<String, AttributeValue> key(AccountId account, FileKey file) {
        return Item.of(AccountItem.pk(account), PREFIX + file.hash()).key();
    }

    static Item write(AccountId account, FileDetails details) {
        return Item.of(AccountItem.pk(account), PREFIX + details.key().hash())
                .with(TYPE, details.key().type())
                .with(NAME, details.key().name())
                .with(VERSION, details.version())
                .with(JSON, details.json());
    }

    static FileDetails read(Item item) {
        return new FileDetails(
                new FileKey(item.requiredText(TYPE), item.requiredText(NAME)),
                item.number(VERSION, 0),
                item.requiredText(JSON));
    }
}
