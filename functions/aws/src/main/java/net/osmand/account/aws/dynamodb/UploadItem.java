package net.osmand.account.aws.dynamodb;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Upload.Reason;
import net.osmand.account.core.files.Upload.State;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes an upload as an item of the files table. DynamoDB removes it some time after the upload has ended
 * and expired. No index contains it.
 */
final class UploadItem {
    static final String PREFIX = "UPLOAD#";
    static final String STATE = "state";

    /**
     * States without reserved quota. The item of an open upload must not expire, since only a change releases its
     * quota.
     */
    private static final Set<State> HAS_ENDED = EnumSet.of(State.DONE, State.FAILED, State.CANCELLED);

    private UploadItem() {}

    static Map<String, AttributeValue> key(AccountId account, String id) {
        return empty(account, id).key();
    }

    static String state(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Item write(Upload upload) {
        var row = empty(upload.account(), upload.id())
                .with("ty", upload.key().type())
                .with("n", upload.key().name())
                .with("d", upload.device().value())
                .with("a", upload.author())
                .with("size", upload.size())
                .with("sha256", upload.sha256())
                .with("c", upload.clientTime())
                .with("object", upload.objectKey())
                .with("multipart", upload.multipart())
                .with("partSize", upload.partSize())
                .with(STATE, state(upload.state()))
                .with("expiresAt", upload.expiresAt())
                .with("version", upload.objectVersion())
                .with("reason", upload.reason().map(Reason::name));
        if (HAS_ENDED.contains(upload.state())) {
            row.with(Item.TTL, Math.ceilDiv(upload.expiresAt(), 1000));
        }
        return upload.updateTime() == 0
                ? row
                : row.with("updateTime", upload.updateTime()).with("contentSize", upload.contentSize());
    }

    static Upload read(Item row) {
        return new Upload(
                AccountItem.id(row.pk()),
                row.sk().substring(PREFIX.length()),
                VersionItem.key(row),
                new DeviceId(Math.toIntExact(row.number("d", 0))),
                row.text("a", ""),
                row.number("size", 0),
                row.optionalText("sha256"),
                row.number("c", 0),
                row.optionalText("object"),
                row.optionalText("multipart"),
                row.number("partSize", 0),
                State.valueOf(row.requiredText(STATE).toUpperCase(Locale.ROOT)),
                row.number("expiresAt", 0),
                row.optionalText("version"),
                row.optionalText("reason").map(Reason::valueOf),
                row.number("updateTime", 0),
                row.number("contentSize", 0));
    }

    private static Item empty(AccountId account, String id) {
        return Item.of(AccountItem.pk(account), PREFIX + id);
    }
}
