package net.osmand.account.functions.purchases;

import java.util.Map;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /api/subscriptions/active: upgrades between store products; there are none here. */
public final class AppActiveSubscriptionsFunction extends HttpFunction {
    public AppActiveSubscriptionsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    /** As all handlers are built, and rehearsed; this one needs nothing of it. */
    public AppActiveSubscriptionsFunction(LambdaEnvironment environment) {}

    @Override
    protected Response answer(Request request) {
        return Response.json(Map.of());
    }
}
