package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.exports.Exports;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Stores the newest export of each account, one item of the files table. */
public final class DynamoDbExports implements Exports {
    private static final String VACANT =
            "attribute_not_exists(pk) OR NOT (#state IN (:preparing, :running)) OR movedAt < :abandoned";
    private static final String AS_SEEN = "id = :id AND #state = :state AND ";

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbExports(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public boolean claim(Export export, long abandonedBefore) {
        return put(
                export,
                VACANT,
                Map.of(
                        ":preparing", Item.text(ExportItem.state(State.PREPARING)),
                        ":running", Item.text(ExportItem.state(State.RUNNING)),
                        ":abandoned", Item.number(abandonedBefore)));
    }

    @Override
    public Optional<Export> find(AccountId account) {
        return files.get(ExportItem.key(account)).map(ExportItem::read);
    }

    @Override
    public boolean replace(Export seen, Export next) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":id", Item.text(seen.id()));
        values.put(":state", Item.text(ExportItem.state(seen.state())));
        seen.work()
                .ifPresent(work -> values.put(":upload", Item.text(work.upload().id())));
        return put(
                next,
                AS_SEEN + (seen.work().isPresent() ? "upload = :upload" : "attribute_not_exists(upload)"),
                values);
    }

    private boolean put(Export export, String condition, Map<String, AttributeValue> values) {
        var item = ExportItem.write(export).attributes();
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#state", ExportItem.STATE))
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An earlier attempt wrote it, but its response was lost.
            return item.equals(e.item());
        }
    }
}
