package net.osmand.account.functions.uploads;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.EventDeadline;
import net.osmand.account.identity.AccountId;
import net.osmand.account.uploads.CheckUpload;
import org.jspecify.annotations.Nullable;

/** The queue of uploads that have arrived: reads each through and makes it a version. What fails comes again. */
public final class CheckUploadFunction implements RequestHandler<SQSEvent, @Nullable Void> {
    private final CheckUpload checkUpload;

    public CheckUploadFunction() {
        this(Platform.ofProcess());
    }

    public CheckUploadFunction(Platform platform) {
        checkUpload = new UploadsWiring(platform).check();
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
