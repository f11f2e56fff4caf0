package net.osmand.account.devserver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.LambdaEnvironment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts its messages, and fails for those that request it. */
public final class WorkFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private final LambdaEnvironment environment;
    private final AwsClients clients;

    public WorkFunction(LambdaEnvironment environment) {
        this.environment = environment;
        clients = new AwsClients(environment);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (message.getBody().equals("work-slow")) {
                awaitTheOther();
            }
            count(
                    message.getBody(),
                    Objects.requireNonNull(message.getAttributes().get("ApproximateReceiveCount")));
            if (message.getBody().equals("bad")) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    /** Returns when two handlers run at the same time. */
    private static void awaitTheOther() {
        try {
            BOTH.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("no second handler came", alone);
        }
    }

    private void count(String body, String received) {
        clients.dynamoDb()
                .putItem(put -> put.tableName(environment.variable("TABLE"))
                        .item(Map.of(
                                "pk", AttributeValue.fromS("work " + body), "sk", AttributeValue.fromS(received))));
    }
}
