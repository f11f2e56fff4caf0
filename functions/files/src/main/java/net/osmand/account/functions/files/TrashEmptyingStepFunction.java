package net.osmand.account.functions.files;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;

/** Queue consumer that runs one step of an emptying. Failed messages are delivered again. */
public final class TrashEmptyingStepFunction implements RequestHandler<SQSEvent, @Nullable Void> {
    private final EmptyTrash emptyTrash;

    public TrashEmptyingStepFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public TrashEmptyingStepFunction(LambdaEnvironment environment) {
        emptyTrash = new Application(environment).files().emptyTrash();
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            for (var message : event.getRecords()) {
                var parts = message.getBody().split(" ", 2);
                emptyTrash.step(new AccountId(Integer.parseInt(parts[0])), parts[1]);
            }
        }
        return null;
    }
}
