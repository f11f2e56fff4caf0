package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.details.UpdateDetails;
import net.osmand.account.core.details.UpdateDetails.Version;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.EventDeadline;
import org.jspecify.annotations.Nullable;

/**
 * Stream consumer for added and removed versions of type GPX. It computes the details of tracks and removes them with
 * their version. If a record is lost, the first web list computes the details.
 */
public final class TrackDetailsFunction implements RequestHandler<DynamodbEvent, @Nullable Void> {
    private final UpdateDetails updateDetails;

    public TrackDetailsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public TrackDetailsFunction(LambdaEnvironment environment) {
        updateDetails = new Application(environment).portalFiles().updateDetails();
    }

    @Override
    public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
        try (var _ = EventDeadline.of(context)) {
            var byAccount = new LinkedHashMap<AccountId, Versions>();
            event.getRecords()
                    .forEach(change -> byAccount
                            .computeIfAbsent(account(change), _ -> Versions.none())
                            .add(change));
            byAccount.forEach(
                    (account, versions) -> updateDetails.update(account, versions.added(), versions.removed()));
        }
        return null;
    }

    private record Versions(List<Version> added, List<Version> removed) {
        static Versions none() {
            return new Versions(new ArrayList<>(), new ArrayList<>());
        }

        void add(DynamodbStreamRecord change) {
            var isRemoved = change.getEventName().equals("REMOVE");
            var images = change.getDynamodb();
            (isRemoved ? removed : added).add(version(isRemoved ? images.getOldImage() : images.getNewImage()));
        }

        private static Version version(Map<String, AttributeValue> row) {
            return new Version(
                    new FileKey(attribute(row, "ty").getS(), attribute(row, "n").getS()),
                    Long.parseLong(attribute(row, "t").getN()));
        }
    }

    private static AccountId account(DynamodbStreamRecord change) {
        var account = attribute(change.getDynamodb().getKeys(), "pk").getS();
        return new AccountId(Integer.parseInt(account.substring("A#".length())));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> row, String name) {
        return Objects.requireNonNull(row.get(name), name);
    }
}
