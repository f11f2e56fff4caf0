package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.uploads.Upload;
import net.osmand.account.core.uploads.Uploads;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Uploads in the files table, and their room as attributes of the usage item, so that every quota check has it at hand. */
public final class DynamoDbUploads implements Uploads {
    /** Characters; no upload has a longer id. */
    private static final int LONGEST_ID = 64;

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbUploads(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public boolean reserve(AccountId account, QuotaReservation reservation, Usage seen, long now) {
        var names = new HashMap<String, String>(
                Map.of("#new", UsageItem.reserved(reservation.id()), "#revision", UsageItem.REVISION));
        var expired = new StringBuilder();
        for (var old : seen.reservations().all()) {
            if (now >= old.until()) {
                expired.append(expired.isEmpty() ? " REMOVE " : ", ")
                        .append("#old")
                        .append(names.size());
                names.put("#old" + names.size(), UsageItem.reserved(old.id()));
            }
        }
        var value = UsageItem.write(reservation);
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("SET #new = :new, #revision = :next" + expired)
                    .conditionExpression(
                            seen.reservations().revision() == 0
                                    ? "attribute_not_exists(#revision) OR #revision = :seen"
                                    : "#revision = :seen")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(Map.of(
                            ":new", value,
                            ":seen", Item.number(seen.reservations().revision()),
                            ":next", Item.number(seen.reservations().revision() + 1)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK may repeat an update whose answer was lost: then the room is ours.
            return value.equals(e.item().get(UsageItem.reserved(reservation.id())));
        }
    }

    @Override
    public void release(AccountId account, String id) {
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("REMOVE #gone")
                    .conditionExpression("attribute_exists(#gone)")
                    .expressionAttributeNames(Map.of("#gone", UsageItem.reserved(id))));
        } catch (ConditionalCheckFailedException e) {
            // Given back before; and an account that was deleted must not get its usage back.
        }
    }

    @Override
    public void add(Upload upload) {
        var item = UploadItem.write(upload).attributes();
        client.putItem(r -> r.tableName(files.name()).item(item));
    }

    @Override
    public Optional<Upload> find(AccountId account, String id) {
        // A key that DynamoDB refuses for its length would look like a failure of ours.
        return id.length() > LONGEST_ID
                ? Optional.empty()
                : files.get(UploadItem.key(account, id)).map(UploadItem::read);
    }

    @Override
    public List<Upload> all(AccountId account) {
        return files.rows(AccountItem.pk(account), UploadItem.PREFIX)
                .map(UploadItem::read)
                .toList();
    }

    @Override
    public boolean replace(Upload seen, Upload next) {
        var item = UploadItem.write(next).attributes();
        var states = states(seen, next);
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(item)
                    .conditionExpression(oneOf(states))
                    .expressionAttributeNames(Map.of("#state", UploadItem.STATE))
                    .expressionAttributeValues(states)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return item.equals(e.item());
        }
    }

    @Override
    public boolean publish(Upload seen, Upload done, FileVersion version) {
        var item = UploadItem.write(done).attributes();
        var states = states(seen, done);
        var note = TransactWriteItem.builder()
                .put(p -> p.tableName(files.name())
                        .item(item)
                        .conditionExpression(oneOf(states))
                        .expressionAttributeNames(Map.of("#state", UploadItem.STATE))
                        .expressionAttributeValues(states)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
        var row = TransactWriteItem.builder()
                .put(p -> p.tableName(files.name())
                        .item(VersionItem.write(seen.account(), version).attributes())
                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
        // Whatever deletion it takes back, the trash lists the file no more; a deletion that is newer stays there.
        var timer = TransactWriteItem.builder()
                .delete(d -> d.tableName(files.name())
                        .key(TimerItem.key(seen.account(), version.key()))
                        .conditionExpression("attribute_not_exists(#at) OR #at < :at")
                        .expressionAttributeNames(TimerItem.NAME_AT)
                        .expressionAttributeValues(Map.of(":at", Item.number(version.updateTime()))))
                .build();
        if (files.write(List.of(note, row, timer)).isEmpty()) {
            return true;
        }
        var failed = files.write(List.of(note, row));
        return failed.isEmpty() || item.equals(failed.getFirst().item());
    }

    @Override
    public void remove(AccountId account, String id) {
        client.deleteItem(r -> r.tableName(files.name()).key(UploadItem.key(account, id)));
    }

    private static Map<String, AttributeValue> states(Upload seen, Upload next) {
        return seen.statesBefore(next).stream()
                .map(UploadItem::state)
                .collect(Collectors.toMap(state -> ":" + state, Item::text));
    }

    private static String oneOf(Map<String, AttributeValue> states) {
        return "#state IN (" + String.join(", ", states.keySet()) + ")";
    }
}
