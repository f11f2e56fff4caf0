package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.files.Removal;
import net.osmand.account.core.files.Removal.Removed;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes a removal as an item of the files table. {@code gone} lists the files, each with ty type, n name and
 * ts the update times of the removed rows. {@code obj} lists the objects, each as key, blank and version. Clients may
 * use cursors that are up to 60 days old; the TTL is a little later.
 */
final class RemovalItem {
    static final String PREFIX = "R#";

    private static final long KEPT_SECONDS = Duration.ofDays(62).toSeconds();

    private RemovalItem() {}

    static String sk(long time) {
        return PREFIX + Item.time(time);
    }

    static Map<String, AttributeValue> key(AccountId account, long time) {
        return Item.of(AccountItem.pk(account), sk(time)).key();
    }

    static Item write(AccountId account, Removal removal) {
        return Item.of(AccountItem.pk(account), sk(removal.time()))
                .with(
                        "gone",
                        AttributeValue.fromL(
                                removal.files().stream().map(RemovalItem::write).toList()))
                .with(
                        "obj",
                        AttributeValue.fromL(removal.objects().stream()
                                .map(object -> Item.text(object.objectKey() + " " + object.objectVersion()))
                                .toList()))
                .with(Item.TTL, removal.time() / 1000 + KEPT_SECONDS);
    }

    private static AttributeValue write(Removed file) {
        return AttributeValue.fromM(Map.of(
                "ty", Item.text(file.key().type()),
                "n", Item.text(file.key().name()),
                "ts",
                        AttributeValue.fromL(
                                file.updateTimes().stream().map(Item::number).toList())));
    }

    static Removal read(Item item) {
        var files = list(item, "gone").stream()
                .map(AttributeValue::m)
                .map(Item::new)
                .map(file -> new Removed(
                        VersionItem.key(file),
                        list(file, "ts").stream()
                                .map(time -> Long.valueOf(time.n()))
                                .toList()))
                .toList();
        var objects = list(item, "obj").stream()
                .map(AttributeValue::s)
                .map(RemovalItem::object)
                .toList();
        return new Removal(time(item), files, objects);
    }

    private static StoredContent object(String text) {
        var blank = text.indexOf(' ');
        return new StoredContent(text.substring(0, blank), text.substring(blank + 1));
    }

    private static List<AttributeValue> list(Item item, String name) {
        return Optional.ofNullable(item.attributes().get(name))
                .map(AttributeValue::l)
                .orElse(List.of());
    }

    private static long time(Item item) {
        return Long.parseLong(item.sk().substring(PREFIX.length()));
    }
}
