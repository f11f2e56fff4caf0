package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseStatus;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** Lists the active purchases of one kind of the calling device's account; an unknown device gets {@code {}}. */
abstract class OwnPurchasesHandler extends HttpFunction {
    private final DeviceAuthenticator authenticator;
    private final ListPurchases listPurchases;
    private final Clock clock;
    private final Predicate<PurchaseStatus> kind;

    OwnPurchasesHandler(LambdaEnvironment environment, Predicate<PurchaseStatus> kind) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        listPurchases = application.purchases().list();
        clock = application.clock();
        this.kind = kind;
    }

    @Override
    protected final Response answer(Request request) {
        var now = clock.millis();
        return authenticator
                .recognise(request)
                .map(caller -> Response.json(listPurchases.stored(caller.account(), now).listed().stream()
                        .filter(kind)
                        .filter(purchase -> now < purchase.accessUntil())
                        .map(purchase -> SubscriptionView.of(purchase, now))
                        .toList()))
                .orElseGet(() -> Response.json(Map.of()));
    }
}
