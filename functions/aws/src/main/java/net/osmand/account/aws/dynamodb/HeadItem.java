package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileHead.Lifted;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes the head of a file as an item of the files table.
 *
 * <p>Attributes: r revision, nw newest row; of the newest content ct time, cd device, cc client time, s size, z gzip
 * size, crc, o deflate offset, ok object key, ov object version, cs status; vn and vb number and gzip bytes of all
 * contents, mn number of markers; lm, ld and la the lifted marker, its device and its time; g time until which the head
 * is gone. Each change pays for the item twice, so it contains no names and stays below 1 kB.
 */
final class HeadItem {
    static final String PREFIX = "H#";
    static final String REVISION = "r";

    /** Time for which a head without rows is kept, to answer requests about its removed rows. */
    private static final long GONE_SECONDS = Duration.ofDays(1).toSeconds();

    /** Placeholder for the file of a head whose name is unknown. */
    private static final FileKey NAMELESS = new FileKey("", "");

    private HeadItem() {}

    static Map<String, AttributeValue> key(AccountId account, FileKey file) {
        return empty(account, file).key();
    }

    private static Item empty(AccountId account, FileKey file) {
        return Item.of(AccountItem.pk(account), PREFIX + file.hash());
    }

    static Item write(AccountId account, FileKey file, FileHead head) {
        var item = empty(account, file)
                .with(REVISION, head.revision())
                .with("nw", head.newest())
                .with("vn", head.contents())
                .with("vb", head.contentBytes())
                .with("mn", head.markers());
        head.content().ifPresent(content -> write(item, content));
        head.lifted()
                .ifPresent(lifted -> item.with("lm", lifted.marker())
                        .with("ld", lifted.device().value())
                        .with("la", lifted.at()));
        if (head.goneUntil() != 0) {
            item.with("g", head.goneUntil());
        }
        return head.rows() == 0 ? item.with(Item.TTL, Math.ceilDiv(head.revision(), 1000) + GONE_SECONDS) : item;
    }

    private static void write(Item item, FileVersion content) {
        item.with("ct", content.updateTime())
                .with("cd", content.device().value())
                .with("s", content.size())
                .with("z", content.gzipSize())
                .with("crc", content.crc32())
                .with("o", content.deflateOffset())
                .with("cs", content.status().name());
        if (content.clientTime() != 0) {
            item.with("cc", content.clientTime());
        }
        content.content()
                .ifPresent(stored -> item.with("ok", stored.objectKey()).with("ov", stored.objectVersion()));
    }

    static FileHead read(FileKey file, Item item) {
        return new FileHead(
                item.number(REVISION, 0),
                item.number("nw", 0),
                content(file, item),
                item.number("vn", 0),
                item.number("vb", 0),
                item.number("mn", 0),
                lifted(item),
                item.number("g", 0));
    }

    /** Reads a head without the name of the file, which the item does not contain. */
    static FileHead read(Item item) {
        return read(NAMELESS, item);
    }

    /** Returns the {@link FileKey#hash()} of the file. */
    static String hash(Item item) {
        return item.sk().substring(PREFIX.length());
    }

    private static Optional<FileVersion> content(FileKey file, Item item) {
        return item.optionalText("cs")
                .map(status -> new FileVersion(
                        file,
                        new DeviceId(Math.toIntExact(item.number("cd", 0))),
                        item.number("ct", 0),
                        item.number("cc", 0),
                        item.number("s", 0),
                        item.number("z", 0),
                        item.number("crc", 0),
                        Math.toIntExact(item.number("o", 0)),
                        VersionItem.stored(item),
                        FileVersion.Status.valueOf(status),
                        ""));
    }

    private static Optional<Lifted> lifted(Item item) {
        var marker = item.optionalNumber("lm");
        return marker.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lifted(
                        marker.getAsLong(), new DeviceId(Math.toIntExact(item.number("ld", 0))), item.number("la", 0)));
    }
}
