package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.Map;
import java.util.Objects;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.PurgeTrash;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;

/**
 * Stream consumer that purges the files whose trash entries were removed by TTL. The account's check repairs late or
 * lost records.
 */
public final class PurgeTrashFunction implements RequestHandler<DynamodbEvent, @Nullable Void> {
    private final PurgeTrash purgeTrash;

    public PurgeTrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PurgeTrashFunction(LambdaEnvironment environment) {
        purgeTrash = new Application(environment).files().purgeTrash();
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            for (var stream : event.getRecords()) {
                var entry = stream.getDynamodb().getOldImage();
                var account = Integer.parseInt(attribute(entry, "pk").getS().substring("A#".length()));
                var key = new FileKey(
                        attribute(entry, "ty").getS(), attribute(entry, "n").getS());
                purgeTrash.ended(
                        new AccountId(account),
                        new TrashEntry(
                                key,
                                Long.parseLong(attribute(entry, "at").getN()),
                                Long.parseLong(attribute(entry, "until").getN()),
                                ""));
            }
        }
        return null;
    }

    private static AttributeValue attribute(Map<String, AttributeValue> entry, String name) {
        return Objects.requireNonNull(entry.get(name), name);
    }
}
