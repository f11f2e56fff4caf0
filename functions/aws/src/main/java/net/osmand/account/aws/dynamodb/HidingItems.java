package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.files.HiddenDeletions;
import net.osmand.account.core.files.Purge;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes items of the files table that hide rows until a job has removed them. A purge hides all rows of a
 * file (ty type, n name) up to a time (u). The other kind hides deletions by their times (ts).
 */
final class HidingItems {
    static final String PURGES = "G#";
    static final String DELETIONS = "E#";

    private HidingItems() {}

    static Map<String, AttributeValue> key(AccountId account, Purge purge) {
        return empty(account, purge).key();
    }

    private static Item empty(AccountId account, Purge purge) {
        return Item.of(AccountItem.pk(account), PURGES + purge.key().hash() + "#" + Item.time(purge.until()));
    }

    static Item write(AccountId account, Purge purge) {
        return empty(account, purge)
                .with("ty", purge.key().type())
                .with("n", purge.key().name())
                .with("u", purge.until());
    }

    static Purge readPurge(Item item) {
        return new Purge(VersionItem.key(item), item.number("u", 0));
    }

    static Map<String, AttributeValue> key(AccountId account, HiddenDeletions hidden) {
        return empty(account, hidden).key();
    }

    private static Item empty(AccountId account, HiddenDeletions hidden) {
        return Item.of(AccountItem.pk(account), DELETIONS + hidden.job());
    }

    static Item write(AccountId account, HiddenDeletions hidden) {
        return empty(account, hidden).with("ts", Item.numbers(hidden.deletedAt()));
    }

    static HiddenDeletions readHidden(Item item) {
        return new HiddenDeletions(item.sk().substring(DELETIONS.length()), item.numbers("ts"));
    }
}
