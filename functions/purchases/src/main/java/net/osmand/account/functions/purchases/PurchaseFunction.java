package net.osmand.account.functions.purchases;

import java.time.Clock;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /v1/purchases/{id}: returns one of the caller's purchases and where to manage it. Purchases of other accounts are
 * 404.
 */
public final class PurchaseFunction extends HttpFunction {
    private static final String PATH = "/v1/purchases/";

    private final Authenticator authenticator;
    private final ListPurchases listPurchases;
    private final Clock clock;

    public PurchaseFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PurchaseFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listPurchases = application.purchases().list();
        clock = application.clock();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var now = clock.millis();
        // API Gateway has already decoded the path.
        var id = request.path().substring(PATH.length());
        return listPurchases.of(account, now).listed().stream()
                .filter(status -> status.purchase().id().value().equals(id))
                .findFirst()
                .map(status ->
                        Response.json(PurchaseView.Detailed.of(status, now)).with("Cache-Control", "no-store"))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
