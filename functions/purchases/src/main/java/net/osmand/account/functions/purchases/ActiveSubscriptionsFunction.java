package net.osmand.account.functions.purchases;

import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** GET /api/subscriptions/active: upgrades between store products; there are none here. */
public final class ActiveSubscriptionsFunction extends HttpFunction {
    public ActiveSubscriptionsFunction() {
        this(Platform.ofProcess());
    }

    /** As all handlers are built, and rehearsed; this one needs nothing of it. */
    public ActiveSubscriptionsFunction(Platform platform) {}

    @Override
    protected Response answer(Request request) {
        return Response.json(Map.of());
    }
}
