package net.osmand.account.tools.operator;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Copies what a live table lacks out of one that was restored to a moment. A row that is there is never overwritten, so that
 * what people did since stays, and copying twice does no harm.
 */
final class CopyRows {
    private final DynamoDbClient dynamoDb;

    CopyRows(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Returns how many rows were missing. */
    long copy(String from, String to) {
        var copied = 0L;
        var scan = ScanRequest.builder().tableName(from).consistentRead(true).build();
        for (var row : dynamoDb.scanPaginator(scan).items()) {
            try {
                dynamoDb.putItem(put -> put.tableName(to).item(row).conditionExpression("attribute_not_exists(pk)"));
                copied++;
            } catch (ConditionalCheckFailedException _) {
                // It is there, perhaps newer.
            }
        }
        return copied;
    }
}
