package net.osmand.account.functions.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.CheckUpload;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;

/** Queue consumer that reads each completed upload and turns it into a version. Failed messages are delivered again. */
public final class CheckUploadFunction implements RequestHandler<SQSEvent, @Nullable Void> {
    private final CheckUpload checkUpload;

    public CheckUploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CheckUploadFunction(LambdaEnvironment environment) {
        checkUpload = new Application(environment).uploads().checkUpload();
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            for (var message : event.getRecords()) {
                var parts = message.getBody().split(" ", 2);
                checkUpload.check(new AccountId(Integer.parseInt(parts[0])), parts[1]);
            }
        }
        return null;
    }
}
