package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /api/subscriptions/get: returns the subscriptions of an order id or a device, or {} without an order id and a
 * known device.
 */
public final class AppSubscriptionsFunction extends HttpFunction {
    private final DeviceAuthenticator authenticator;
    private final ListPurchases listPurchases;
    private final Clock clock;

    public AppSubscriptionsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppSubscriptionsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        listPurchases = application.purchases().list();
        clock = application.clock();
    }

    @Override
    protected Response handle(Request request) {
        var now = clock.millis();
        var orderId = request.optional("orderId");
        if (orderId.isPresent()) {
            return shown(listPurchases.ordered(orderId.get()).stream(), now);
        }
        return authenticator
                .authenticateIfPossible(request)
                .map(caller -> shown(listPurchases.stored(caller.account(), now).listed().stream(), now))
                .orElseGet(() -> Response.json(Map.of()));
    }

    private static Response shown(Stream<PurchaseStatus> purchases, long now) {
        return Response.json(AppPurchase.best(purchases
                .filter(AppPurchase::isSubscription)
                .map(purchase -> AppPurchase.subscription(purchase, now))));
    }
}
