package net.osmand.account.functions.account;

import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** GET /api/subscriptions/getAll: the account's active subscriptions; {} for nobody. */
public final class AllSubscriptionsFunction extends HttpFunction {
    private final Door door;

    public AllSubscriptionsFunction() {
        this(Platform.ofProcess());
    }

    public AllSubscriptionsFunction(Platform platform) {
        door = new Door(platform);
    }

    @Override
    protected Response answer(Request request) {
        return door.recognise(request)
                .map(caller -> Response.json(SubscriptionView.of(caller.account())))
                .orElseGet(() -> Response.json(Map.of()));
    }
}
