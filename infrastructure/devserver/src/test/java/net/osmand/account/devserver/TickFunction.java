package net.osmand.account.devserver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.Map;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes an item for each event. */
public final class TickFunction implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final LambdaEnvironment environment;
    private final AwsClients clients;

    public TickFunction(LambdaEnvironment environment) {
        this.environment = environment;
        clients = new AwsClients(environment);
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        clients.dynamoDb()
                .putItem(put -> put.tableName(environment.variable("TABLE"))
                        .item(Map.of("pk", AttributeValue.fromS("tick"), "sk", AttributeValue.fromS(event.getId()))));
        return null;
    }
}
