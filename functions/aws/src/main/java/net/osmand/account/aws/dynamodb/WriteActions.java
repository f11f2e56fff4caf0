package net.osmand.account.aws.dynamodb;

import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.files.Write;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Turns each {@link Write} into an action of a transaction, with its condition. */
final class WriteActions {
    private static final String IS_NEW = "attribute_not_exists(pk)";
    private static final String IS_THERE = "attribute_exists(pk)";

    private final String table;
    private final AccountId account;

    WriteActions(String table, AccountId account) {
        this.table = table;
        this.account = account;
    }

    TransactWriteItem action(Write write) {
        return switch (write) {
            case Write.AddRow add -> putNew(VersionItem.write(account, add.row()));
            case Write.ReplaceRow replace -> replace(replace.seen(), replace.next());
            case Write.RemoveRow remove -> deleteExisting(VersionItem.keyOf(account, remove.row()));
            case Write.PutHead head -> putHead(HeadItem.write(account, head.key(), head.head()), head.replaced());
            case Write.PutTrashEntry put -> put(TrashItem.write(account, put.entry()));
            case Write.RemoveTrashEntry remove -> delete(TrashItem.key(account, remove.key()));
            case Write.PutRemoval put -> put(RemovalItem.write(account, put.removal()));
            case Write.AddUpload add -> putNew(UploadItem.write(add.upload()));
            case Write.ReplaceUpload replace -> replace(replace.seen(), replace.next());
            case Write.AddPurge add -> putNew(HidingItems.write(account, add.purge()));
            case Write.RemovePurge remove -> deleteExisting(HidingItems.key(account, remove.purge()));
            case Write.AddHidden add -> putNew(HidingItems.write(account, add.hidden()));
            case Write.RemoveHidden remove -> deleteExisting(HidingItems.key(account, remove.hidden()));
        };
    }

    private TransactWriteItem put(Item item) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(table).item(item.attributes()))
                .build();
    }

    private TransactWriteItem delete(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(table).key(key))
                .build();
    }

    private TransactWriteItem putNew(Item item) {
        return putIf(item, IS_NEW, new Expression());
    }

    private TransactWriteItem putHead(Item item, OptionalLong replaced) {
        var expression = new Expression();
        return putIf(
                item,
                replaced.isPresent() ? expression.is(HeadItem.REVISION, replaced.getAsLong()) : IS_NEW,
                expression);
    }

    private TransactWriteItem replace(FileVersion seen, FileVersion next) {
        var expression = new Expression();
        var objectKey = seen.content().map(StoredContent::objectKey).orElseThrow();
        return putIf(
                VersionItem.write(account, next),
                expression.is(VersionItem.OBJECT_KEY, Item.text(objectKey)),
                expression);
    }

    private TransactWriteItem replace(Upload seen, Upload next) {
        var expression = new Expression();
        return putIf(UploadItem.write(next), isBefore(expression, seen, next), expression);
    }

    /** Returns the condition that the stored upload is in a state that may precede the next one. */
    static String isBefore(Expression expression, Upload seen, Upload next) {
        var states = seen.statesBefore(next).stream()
                .map(UploadItem::state)
                .map(Item::text)
                .map(expression::value)
                .collect(Collectors.joining(", "));
        return expression.name(UploadItem.STATE) + " IN (" + states + ")";
    }

    private TransactWriteItem putIf(Item item, String condition, Expression expression) {
        return TransactWriteItem.builder()
                .put(p -> {
                    p.tableName(table)
                            .item(item.attributes())
                            .conditionExpression(condition)
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                    if (!expression.names().isEmpty()) {
                        p.expressionAttributeNames(expression.names()).expressionAttributeValues(expression.values());
                    }
                })
                .build();
    }

    private TransactWriteItem deleteExisting(Map<String, AttributeValue> key) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(table)
                        .key(key)
                        .conditionExpression(IS_THERE)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }
}
