package net.osmand.account.functions.account;

import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** GET /api/subscriptions/get: what an order id or a device is subscribed to; {} where nothing identifies anyone. */
public final class SubscriptionsFunction extends HttpFunction {
    private final Door door;
    private final boolean proForAll;

    public SubscriptionsFunction() {
        this(Platform.ofProcess());
    }

    public SubscriptionsFunction(Platform platform) {
        door = new Door(platform);
        proForAll = "PRO".equals(platform.environment().get("DEFAULT_PLAN"));
    }

    @Override
    protected Response answer(Request request) {
        if (request.optional("orderId").isPresent()) {
            // The one order id that is known so far is the gift of a stack whose DefaultPlan is PRO (rulings 14).
            return Response.json(SubscriptionView.ofOrder(request.parameter("orderId"), proForAll));
        }
        return door.recognise(request)
                .map(caller -> Response.json(SubscriptionView.of(caller.account())))
                .orElseGet(() -> Response.json(Map.of()));
    }
}
