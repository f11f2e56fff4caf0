package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.uploads.Uploads;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Stores uploads in the files table. Writes that change reserved quota are changes of the account ({@link Commits}).
 */
public final class DynamoDbUploads implements Uploads {
    /** Longest id of an upload, characters. */
    private static final int LONGEST_ID = 64;

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbUploads(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public Optional<Upload> find(AccountId account, String id) {
        // DynamoDB rejects a longer key, which would look like an internal error.
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
        var expression = new Expression();
        var condition = WriteActions.isBefore(expression, seen, next);
        try {
            client.putItem(r -> r.tableName(files.name())
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values())
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // The SDK may have repeated a put whose response was lost.
            return item.equals(e.item());
        }
    }
}
