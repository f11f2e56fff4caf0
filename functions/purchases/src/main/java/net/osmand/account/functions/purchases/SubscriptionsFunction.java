package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.purchases.ListPurchases;
import net.osmand.account.purchases.Standing;

/** GET /api/subscriptions/get: what an order id or a device is subscribed to; {} where nothing identifies anyone. */
public final class SubscriptionsFunction extends HttpFunction {
    private final PurchasesWiring wiring;
    private final ListPurchases listPurchases;
    private final Clock clock;

    public SubscriptionsFunction() {
        this(Platform.ofProcess());
    }

    public SubscriptionsFunction(Platform platform) {
        wiring = new PurchasesWiring(platform);
        listPurchases = wiring.adapters().listPurchases();
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var now = clock.millis();
        var orderId = request.optional("orderId");
        if (orderId.isPresent()) {
            return shown(listPurchases.ordered(orderId.get()).stream(), now);
        }
        return wiring.recognise(request)
                .map(caller -> shown(listPurchases.stored(caller.account(), now).listed().stream(), now))
                .orElseGet(() -> Response.json(Map.of()));
    }

    private static Response shown(Stream<Standing> standings, long now) {
        return Response.json(standings
                .filter(SubscriptionView::isOne)
                .map(standing -> SubscriptionView.of(standing, now))
                .toList());
    }
}
