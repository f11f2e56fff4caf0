package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.archive.Export;
import net.osmand.account.archive.Export.State;
import net.osmand.account.archive.Exports;
import net.osmand.account.identity.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Each account's newest export, one item in the files table. */
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
                        ":preparing", Row.text(ExportRow.state(State.PREPARING)),
                        ":running", Row.text(ExportRow.state(State.RUNNING)),
                        ":abandoned", Row.number(abandonedBefore)));
    }

    @Override
    public Optional<Export> find(AccountId account) {
        return files.get(ExportRow.key(account)).map(ExportRow::read);
    }

    @Override
    public boolean replace(Export seen, Export next) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":id", Row.text(seen.id()));
        values.put(":state", Row.text(ExportRow.state(seen.state())));
        seen.work()
                .ifPresent(work -> values.put(":upload", Row.text(work.upload().id())));
        return put(
                next,
                AS_SEEN + (seen.work().isPresent() ? "upload = :upload" : "attribute_not_exists(upload)"),
                values);
    }

    private boolean put(Export export, String condition, Map<String, AttributeValue> values) {
        var item = ExportRow.write(export).attributes();
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeNames(Map.of("#state", ExportRow.STATE))
                    .expressionAttributeValues(values)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // Written before by a try whose answer was lost.
            return item.equals(e.item());
        }
    }
}
