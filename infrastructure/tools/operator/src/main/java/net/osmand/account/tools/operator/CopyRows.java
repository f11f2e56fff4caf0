package net.osmand.account.tools.operator;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Copies missing rows from a table that was restored to a point in time into the live table. Existing rows are never
 * overwritten, so later changes stay, and repeating the copy is safe.
 */
final class CopyRows {
    private final DynamoDbClient dynamoDb;

    CopyRows(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
    }

    /** Copies the rows and returns the number of missing ones. */
    long copy(String from, String to) {
        var copied = 0L;
        var scan = ScanRequest.builder().tableName(from).consistentRead(true).build();
        for (var row : dynamoDb.scanPaginator(scan).items()) {
            try {
                dynamoDb.putItem(put -> put.tableName(to).item(row).conditionExpression("attribute_not_exists(pk)"));
                copied++;
            } catch (ConditionalCheckFailedException _) {
                // The row exists, possibly with newer content.
            }
        }
        return copied;
    }
}
