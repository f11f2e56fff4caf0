package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.exports.Export.Work;
import net.osmand.account.core.exports.MultipartUpload;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes the newest export of an account as an item of the files table. The item is deleted with the
 * account's other rows. It needs no TTL, since there is only one small item for each account.
 */
final class ExportItem {
    static final String SK = "EXPORT";
    static final String STATE = "state";
    static final String ID = "id";
    static final String UPLOAD = "upload";
    static final String MOVED_AT = "movedAt";

    private ExportItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Item.of(AccountItem.pk(account), SK).key();
    }

    static String state(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Item write(Export export) {
        var row = Item.of(AccountItem.pk(export.account()), SK)
                .with(ID, export.id())
                .with("format", export.selection().format().name())
                .with("asOf", export.asOf())
                .with(STATE, state(export.state()))
                .with("startedAt", export.startedAt())
                .with(MOVED_AT, export.lastProgressAt())
                .with("step", export.step())
                .with("lost", export.lost());
        export.selection()
                .keys()
                .ifPresent(keys -> row.with("keys", list(keys.stream().sorted().toList())));
        export.work().ifPresent(work -> write(row, work));
        return row;
    }

    private static void write(Item row, Work work) {
        row.with("plan", work.plan())
                .with("object", work.upload().objectKey())
                .with(UPLOAD, work.upload().id())
                .with("parts", work.parts())
                .with("filesDone", work.filesDone())
                .with("filesTotal", work.filesTotal())
                .with("bytesDone", work.bytesDone())
                .with("bytesTotal", work.bytesTotal())
                .with("missing", work.missing())
                .with(
                        "missingTypes",
                        list(work.firstMissing().stream().map(FileKey::type).toList()))
                .with(
                        "missingNames",
                        list(work.firstMissing().stream().map(FileKey::name).toList()));
    }

    static Export read(Item row) {
        var keys = Optional.ofNullable(row.attributes().get("keys")).map(ExportItem::texts);
        return new Export(
                AccountItem.id(row.pk()),
                row.requiredText(ID),
                new Selection(ArchiveFormat.valueOf(row.requiredText("format")), keys.map(Set::copyOf)),
                row.number("asOf", 0),
                State.valueOf(row.requiredText(STATE).toUpperCase(Locale.ROOT)),
                row.number("startedAt", 0),
                row.number(MOVED_AT, 0),
                Math.toIntExact(row.number("step", 0)),
                row.optionalText("plan").map(plan -> work(row, plan)),
                row.optionalText("lost"));
    }

    private static Work work(Item row, String plan) {
        var types = texts(row.attributes().getOrDefault("missingTypes", list(List.of())));
        var names = texts(row.attributes().getOrDefault("missingNames", list(List.of())));
        var missing = IntStream.range(0, Math.min(types.size(), names.size()))
                .mapToObj(i -> new FileKey(types.get(i), names.get(i)))
                .toList();
        return new Work(
                plan,
                new MultipartUpload(row.requiredText("object"), row.requiredText(UPLOAD)),
                Math.toIntExact(row.number("parts", 0)),
                Math.toIntExact(row.number("filesDone", 0)),
                Math.toIntExact(row.number("filesTotal", 0)),
                row.number("bytesDone", 0),
                row.number("bytesTotal", 0),
                Math.toIntExact(row.number("missing", 0)),
                missing);
    }

    private static AttributeValue list(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    private static List<String> texts(AttributeValue list) {
        return list.l().stream().map(AttributeValue::s).toList();
    }
}
