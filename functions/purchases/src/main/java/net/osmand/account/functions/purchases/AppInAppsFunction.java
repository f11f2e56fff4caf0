package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.util.Map;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /api/inapps/get: the account's one-time purchases; {} would log an iOS device out, so a known one gets a list. */
public final class AppInAppsFunction extends HttpFunction {
    private final DeviceAuthenticator authenticator;
    private final ListPurchases listPurchases;
    private final Clock clock;

    public AppInAppsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppInAppsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        listPurchases = new Application(environment).purchases().list();
        clock = application.clock();
    }

    @Override
    protected Response answer(Request request) {
        var now = clock.millis();
        return authenticator
                .recognise(request)
                .map(caller -> Response.json(listPurchases.stored(caller.account(), now).listed().stream()
                        .filter(standing -> standing.purchase().isOneTime())
                        .filter(standing -> now < standing.accessUntil())
                        .map(standing -> SubscriptionView.of(standing, now))
                        .toList()))
                .orElseGet(() -> Response.json(Map.of()));
    }
}
