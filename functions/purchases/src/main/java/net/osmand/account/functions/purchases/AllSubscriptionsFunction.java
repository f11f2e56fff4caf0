package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.purchases.ListPurchases;

/** GET /api/subscriptions/getAll: the account's active subscriptions; {} for nobody. */
public final class AllSubscriptionsFunction extends HttpFunction {
    private final PurchasesWiring wiring;
    private final ListPurchases listPurchases;
    private final Clock clock;

    public AllSubscriptionsFunction() {
        this(Platform.ofProcess());
    }

    public AllSubscriptionsFunction(Platform platform) {
        wiring = new PurchasesWiring(platform);
        listPurchases = wiring.adapters().listPurchases();
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var now = clock.millis();
        return wiring.recognise(request)
                .map(caller -> Response.json(listPurchases.stored(caller.account(), now).listed().stream()
                        .filter(SubscriptionView::isOne)
                        .filter(standing -> now < standing.accessUntil())
                        .map(standing -> SubscriptionView.of(standing, now))
                        .toList()))
                .orElseGet(() -> Response.json(Map.of()));
    }
}
