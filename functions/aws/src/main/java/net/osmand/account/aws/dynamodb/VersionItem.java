package net.osmand.account.aws.dynamodb;

import java.util.Optional;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileKey;

/**
 * A version of a file as an item of the files table. Names of attributes are short, since an account has very many rows:
 * t update time, ty type, n name, c client time, s size, z gzip size, d device, crc, o deflate offset, ok object key,
 * ov object version. The index {@code ByTime} leaves out the last four, which no list shows: apps read all of it 240 times a
 * month.
 */
final class VersionItem {
    static final String PREFIX = "V#";

    private VersionItem() {}

    /** What the sort keys of all versions of a file begin with. */
    static String prefix(FileKey key) {
        return PREFIX + key.hash() + "#";
    }

    static Item keyOf(AccountId account, FileVersion version) {
        return Item.of(AccountItem.pk(account), prefix(version.key()) + "%013d".formatted(version.updateTime()));
    }

    static Item write(AccountId account, FileVersion version) {
        var row = keyOf(account, version)
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
                .ifPresent(content -> row.with("ok", content.objectKey()).with("ov", content.objectVersion()));
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
                content(row),
                FileVersion.Status.valueOf(row.requiredText("st")),
                row.text("a", ""));
    }

    private static Optional<StoredContent> content(Item row) {
        return row.optionalText("ok").map(objectKey -> new StoredContent(objectKey, row.requiredText("ov")));
    }

    static FileKey key(Item row) {
        return new FileKey(row.text("ty", ""), row.text("n", ""));
    }
}
