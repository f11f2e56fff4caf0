package net.osmand.account.aws.dynamodb;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.osmand.account.core.details.DetailsStore;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Stores the details of files, one item for each file in the files table. */
public final class DynamoDbDetails implements DetailsStore {
    private static final int BATCH = 100;

    private final DynamoDbClient client;
    private final Table files;
    private final Clock clock;

    public DynamoDbDetails(DynamoDbClient client, String filesTable, Clock clock) {
        this.client = client;
        this.clock = clock;
        files = new Table(client, filesTable);
    }

    @Override
    public Map<String, FileDetails> all(AccountId account) {
        return files.rows(AccountItem.pk(account), DetailsItem.PREFIX)
                .map(DetailsItem::read)
                .collect(Collectors.toMap(details -> details.key().hash(), Function.identity()));
    }

    @Override
    public Map<FileKey, FileDetails> find(AccountId account, Collection<FileKey> keys) {
        var wanted = new ArrayList<>(keys.stream()
                .distinct()
                .map(key -> DetailsItem.key(account, key))
                .toList());
        Map<FileKey, FileDetails> found = new HashMap<>();
        for (var from = 0; from < wanted.size(); from += BATCH) {
            var batch = wanted.subList(from, Math.min(from + BATCH, wanted.size()));
            files.read(Map.of(files.name(), List.copyOf(batch))).values().stream()
                    .map(DetailsItem::read)
                    .forEach(details -> found.put(details.key(), details));
        }
        return found;
    }

    @Override
    public void put(AccountId account, FileDetails details) {
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(DetailsItem.write(account, details).attributes())
                    .conditionExpression("attribute_not_exists(pk) OR #version <= :version")
                    .expressionAttributeNames(Map.of("#version", DetailsItem.VERSION))
                    .expressionAttributeValues(Map.of(":version", Item.number(details.version()))));
        } catch (ConditionalCheckFailedException _) {
            // The stored details belong to a newer version.
            return;
        }
    }

    @Override
    public void remove(AccountId account, FileKey key, long version) {
        var expression = new Expression();
        var condition = expression.is(DetailsItem.VERSION, version);
        try {
            client.deleteItem(r -> r.tableName(files.name())
                    .key(DetailsItem.key(account, key))
                    .conditionExpression(condition)
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values()));
        } catch (ConditionalCheckFailedException _) {
            // There are no details, or they belong to another version.
            return;
        }
    }

    @Override
    public boolean noteChange(AccountId account) {
        var expression = new Expression();
        var set = expression.is(UsageItem.DETAILS, clock.millis());
        try {
            client.updateItem(r -> r.tableName(files.name())
                    .key(UsageItem.key(account))
                    .updateExpression("SET " + set)
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values()));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }
}
