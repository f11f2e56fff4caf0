package net.osmand.account.devserver.emulation;

import net.osmand.account.aws.AwsCall;
import net.osmand.account.aws.AwsCallListener;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Makes a transaction durable before its function continues. DynamoDB Local answers TransactWriteItems before it
 * commits to disk, and a SIGKILL loses the last transaction in half of all attempts. It serves the next call only after
 * the commit, so this listener makes one.
 */
public final class DurableTransactions implements AwsCallListener {
    private final AwsCallListener next;
    private final DynamoDbClient dynamoDb;

    /** Takes a client without policies and call log. */
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
