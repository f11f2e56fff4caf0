package net.osmand.account.aws.dynamodb;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.folders.FolderJob;
import net.osmand.account.core.folders.FolderJobs;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Stores the newest folder job of each account, one item of the files table. */
public final class DynamoDbFolderJobs implements FolderJobs {
    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbFolderJobs(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public boolean claim(FolderJob job, long abandonedBefore) {
        var expression = new Expression();
        var running = Item.text(FolderJobItem.state(FolderJob.State.RUNNING));
        var condition = "attribute_not_exists(pk) OR " + expression.name(FolderJobItem.STATE) + " <> "
                + expression.value(running) + " OR " + expression.name(FolderJobItem.MOVED_AT) + " < "
                + expression.value(abandonedBefore);
        return put(job, condition, expression);
    }

    @Override
    public Optional<FolderJob> find(AccountId account) {
        return files.get(FolderJobItem.key(account)).map(FolderJobItem::read);
    }

    @Override
    public boolean replace(FolderJob seen, FolderJob next) {
        var expression = new Expression();
        var condition = expression.name(FolderJobItem.ID) + " = " + expression.value(Item.text(seen.id())) + " AND "
                + expression.is(FolderJobItem.REVISION, seen.revision());
        return put(next, condition, expression);
    }

    private boolean put(FolderJob job, String condition, Expression expression) {
        var item = FolderJobItem.write(job).attributes();
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(Map.copyOf(item))
                    .conditionExpression(condition)
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values())
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // An earlier attempt wrote it, but its response was lost.
            return item.equals(e.item());
        }
    }
}
