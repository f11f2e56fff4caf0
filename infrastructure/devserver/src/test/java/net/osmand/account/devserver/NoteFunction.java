package net.osmand.account.devserver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.util.Map;
import java.util.Objects;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes an item for each record that the stream reports as removed. */
public final class NoteFunction implements RequestHandler<DynamodbEvent, @Nullable Void> {
    private final LambdaEnvironment environment;
    private final AwsClients clients;

    public NoteFunction(LambdaEnvironment environment) {
        this.environment = environment;
        clients = new AwsClients(environment);
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
        for (var change : event.getRecords()) {
            var pk = Objects.requireNonNull(change.getDynamodb().getOldImage().get("pk"))
                    .getS();
            clients.dynamoDb()
                    .putItem(put -> put.tableName(environment.variable("TABLE"))
                            .item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("note"))));
        }
        return null;
    }
}
