package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileState;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a file that a request reads together with the caller's account, in one BatchGetItem. */
final class FileItems {
    private FileItems() {}

    /**
     * Returns the keys of the usage and the file's head. With a time, it adds the content version and the deletion
     * marker of that time.
     */
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

    /** Returns the state of the file at the time of the read. */
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
