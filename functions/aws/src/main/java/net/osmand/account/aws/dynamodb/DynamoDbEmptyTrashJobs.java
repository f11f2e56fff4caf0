package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.files.EmptyTrash.Job;
import net.osmand.account.core.files.EmptyTrash.Jobs;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Stores jobs that empty the trash in the files table for one day. */
public final class DynamoDbEmptyTrashJobs implements Jobs {
    private static final long KEPT_SECONDS = Duration.ofDays(1).toSeconds();

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbEmptyTrashJobs(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public void keep(Job job, long now) {
        client.putItem(r -> r.tableName(files.name()).item(row(job, now)));
    }

    @Override
    public boolean keepProgress(Job job, long now) {
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(row(job, now))
                    .conditionExpression("attribute_not_exists(pk) OR finished = :no")
                    .expressionAttributeValues(Map.of(":no", AttributeValue.fromBool(false))));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static Map<String, AttributeValue> row(Job job, long now) {
        return empty(job.account(), job.id())
                .with("listed", AttributeValue.fromBool(job.listed()))
                .with("deletedUntil", job.deletedUntil())
                .with("total", job.total())
                .with("done", job.done())
                .with("after", job.after())
                .with("step", job.step())
                .with("finished", AttributeValue.fromBool(job.finished()))
                .with(Item.TTL, now / 1000 + KEPT_SECONDS)
                .attributes();
    }

    @Override
    public Optional<Job> find(AccountId account, String id) {
        return files.get(empty(account, id).key())
                .map(row -> new Job(
                        account,
                        id,
                        row.flag("listed"),
                        row.number("deletedUntil", 0),
                        row.number("total", 0),
                        row.number("done", 0),
                        row.number("after", 0),
                        Math.toIntExact(row.number("step", 0)),
                        row.flag("finished")));
    }

    private static Item empty(AccountId account, String id) {
        return Item.of(AccountItem.pk(account), "EMPTY#" + id);
    }
}
