package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileState;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of one file that a request reads together with who asks, in one BatchGetItem. */
final class FileItems {
    private FileItems() {}

    /** The usage and the file's head; with a time also the content row and the marker of that time. */
    static List<Map<String, AttributeValue>> keys(AccountId account, Optional<FileRead> file) {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        keys.add(UsageItem.key(account));
        file.ifPresent(read -> {
            keys.add(HeadItem.key(account, read.key()));
            keys.addAll(rows(account, read));
        });
        return keys;
    }

    private static List<Map<String, AttributeValue>> rows(AccountId account, FileRead file) {
        if (file.time().isEmpty()) {
            return List.of();
        }
        var pk = AccountItem.pk(account);
        var time = file.time().getAsLong();
        return List.of(
                Item.of(pk, VersionItem.content(file.key(), time)).key(),
                Item.of(pk, VersionItem.marker(file.key(), time)).key());
    }

    /** The file as the read found it. */
    static FileState state(AccountId account, FileRead file, Map<Map<String, AttributeValue>, Item> found) {
        return new FileState(
                file.key(),
                Optional.ofNullable(found.get(HeadItem.key(account, file.key())))
                        .map(head -> HeadItem.read(file.key(), head)),
                rows(account, file).stream()
                        .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                        .map(VersionItem::read)
                        .findFirst());
    }
}
