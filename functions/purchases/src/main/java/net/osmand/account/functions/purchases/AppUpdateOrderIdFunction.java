package net.osmand.account.functions.purchases;

import java.time.Clock;
import java.time.Duration;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.codes.Counters;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.purchases.UseOrderId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/**
 * POST /userdata/user-update-orderid: returns ok for a known account, unless the order id belongs to another account.
 * The caller is not authenticated, so calls are limited by source. An empty order id changes nothing.
 */
public final class AppUpdateOrderIdFunction extends HttpFunction {
    private final Accounts accounts;
    private final UseOrderId useOrderId;
    private final Counters counters;
    private final RequestOrigin origin;
    private final Clock clock;
    private final int reportsAnHour;

    public AppUpdateOrderIdFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppUpdateOrderIdFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        accounts = application.accounts();
        useOrderId = application.purchases().useOrderId();
        counters = application.counters();
        origin = application.requestOrigin();
        clock = application.clock();
        reportsAnHour = application.settings().limits().orderIdsPerSourceAnHour();
    }

    @Override
    protected Response handle(Request request) {
        var counter = Counter.orderIdsFrom(origin.source(request), Duration.ofHours(1));
        counters.require(counter, reportsAnHour, clock.millis());
        var account = EmailAddress.parse(request.parameter("email"))
                .flatMap(accounts::find)
                .orElseThrow(() -> new ProblemException(Problem.EMAIL_INVALID));
        request.optional("orderid").ifPresent(orderId -> useOrderId.use(account, orderId.strip()));
        return Response.ok();
    }
}
