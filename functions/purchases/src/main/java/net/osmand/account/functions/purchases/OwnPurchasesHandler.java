package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.util.List;
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

/** Lists the valid purchases of one kind of the calling device's account; an unknown device gets {@code {}}. */
abstract class OwnPurchasesHandler extends HttpFunction {
    private final DeviceAuthenticator authenticator;
    private final ListPurchases listPurchases;
    private final Clock clock;

    OwnPurchasesHandler(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        listPurchases = application.purchases().list();
        clock = application.clock();
    }

    @Override
    protected final Response handle(Request request) {
        var now = clock.millis();
        return authenticator
                .authenticateIfPossible(request)
                .map(caller -> Response.json(elements(
                        listPurchases.stored(caller.account(), now).listed().stream()
                                .filter(purchase -> now < purchase.accessUntil()),
                        request,
                        now)))
                .orElseGet(() -> Response.json(Map.of()));
    }

    /** Returns the elements of the response, from the account's valid purchases. */
    abstract List<Map<String, String>> elements(Stream<PurchaseStatus> valid, Request request, long now);
}
