package net.osmand.account.devserver.emulation;

import net.osmand.account.aws.AwsCall;
import net.osmand.account.aws.AwsCallListener;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes DynamoDB Local keep a transaction before its function goes on. It answers TransactWriteItems before the commit on disk:
 * a kill takes the last one with it in half of all tries. It serves the next call only after the commit.
 */
public final class DurableTransactions implements AwsCallListener {
    private final AwsCallListener next;
    private final DynamoDbClient dynamoDb;

    /** The client is not watched. */
    public DurableTransactions(AwsCallListener next, DynamoDbClient dynamoDb) {
        this.next = next;
        this.dynamoDb = dynamoDb;
    }

    @Override
    public void before(AwsCall call) {
        next.before(call);
    }

    @Override
    public void after(AwsCall call) {
        if (call.operation().equals("TransactWriteItems")) {
            dynamoDb.listTables(list -> list.limit(1));
        }
        next.after(call);
    }
}
