package net.osmand.account.aws.dynamodb;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes a row of a file, content or deletion marker, as an item of the files table.
 *
 * <p>Attribute names are short, since an account has very many rows: t update time, ty type, n name, c client time, s
 * size, z gzip size, d device, st status, a author, crc, o deflate offset, ok object key, ov object version. The index
 * {@code ByTime} omits the last four, which no list shows: apps read the whole index 240 times a month.
 *
 * <p>Contents and markers have separate prefixes after the file's prefix, so that the next older row of either kind is
 * one Query of one row.
 */
final class VersionItem {
    static final String PREFIX = "V#";
    static final String OBJECT_KEY = "ok";

    private VersionItem() {}

    /** Returns the prefix of the sort keys of all rows of a file. */
    static String prefix(FileKey key) {
        return PREFIX + key.hash() + "#";
    }

    /** Returns the prefix of the sort keys of all rows of the files with this name. */
    static String prefix(String name) {
        return PREFIX + FileKey.nameHash(name) + "#";
    }

    static String content(FileKey key, long time) {
        return prefix(key) + "C" + Item.time(time);
    }

    static String marker(FileKey key, long time) {
        return prefix(key) + "M" + Item.time(time);
    }

    static Map<String, AttributeValue> keyOf(AccountId account, FileVersion row) {
        return empty(account, row).key();
    }

    private static Item empty(AccountId account, FileVersion row) {
        var sk = row.isDeletionMarker() ? marker(row.key(), row.updateTime()) : content(row.key(), row.updateTime());
        return Item.of(AccountItem.pk(account), sk);
    }

    static Item write(AccountId account, FileVersion version) {
        var row = empty(account, version)
                .with("t", version.updateTime())
                .with("ty", version.key().type())
                .with("n", version.key().name())
                .with("d", version.device().value());
        if (version.clientTime() != 0) {
            row.with("c", version.clientTime());
        }
        if (!version.isDeletionMarker()) {
            row.with("s", version.size())
                    .with("z", version.gzipSize())
                    .with("crc", version.crc32())
                    .with("o", version.deflateOffset());
        }
        row.with("st", version.status().name());
        if (!version.author().isEmpty()) {
            row.with("a", version.author());
        }
        version.content()
                .ifPresent(content -> row.with(OBJECT_KEY, content.objectKey()).with("ov", content.objectVersion()));
        return row;
    }

    static FileVersion read(Item row) {
        return new FileVersion(
                key(row),
                new DeviceId(Math.toIntExact(row.number("d", 0))),
                row.number("t", 0),
                row.number("c", 0),
                row.number("s", -1),
                row.number("z", -1),
                row.number("crc", 0),
                Math.toIntExact(row.number("o", 0)),
                stored(row),
                FileVersion.Status.valueOf(row.requiredText("st")),
                row.text("a", ""));
    }

    static Optional<StoredContent> stored(Item row) {
        return row.optionalText(OBJECT_KEY).map(objectKey -> new StoredContent(objectKey, row.requiredText("ov")));
    }

    static FileKey key(Item row) {
        return new FileKey(row.text("ty", ""), row.text("n", ""));
    }
}
