package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.Map;
import java.util.Objects;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.FileVersions.TrashTimer;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;

/** The stream of trash timers that TTL removed: purges those files. A late or lost record is made good by the sweep. */
public final class PurgeTrashFunction implements RequestHandler<DynamodbEvent, @Nullable Void> {
    private final Trash trash;

    public PurgeTrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PurgeTrashFunction(LambdaEnvironment environment) {
        trash = new Application(environment).files().trash();
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            for (var stream : event.getRecords()) {
                var timer = stream.getDynamodb().getOldImage();
                trash.purge(new TrashTimer(
                        new AccountId(
                                Integer.parseInt(attribute(timer, "pk").getS().substring("A#".length()))),
                        new FileKey(
                                attribute(timer, "ty").getS(),
                                attribute(timer, "n").getS()),
                        Long.parseLong(attribute(timer, "until").getN())));
            }
        }
        return null;
    }

    private static AttributeValue attribute(Map<String, AttributeValue> timer, String name) {
        return Objects.requireNonNull(timer.get(name), name);
    }
}
