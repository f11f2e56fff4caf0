package net.osmand.account.functions.purchases;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Plan;
import net.osmand.account.lambda.AppDate;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/** GET /userdata/user-validate-sub: returns the account, with the order id that grants Pro if there is one. */
public final class AppValidateSubscriptionFunction extends HttpFunction {
    private final Authenticator authenticator;

    public AppValidateSubscriptionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppValidateSubscriptionFunction(LambdaEnvironment environment) {
        authenticator = new Application(environment).deviceAuthenticator();
    }

    record View(int id, String email, @Nullable String orderid, String regTime) {}

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        // An account without Pro gets no order id instead of error 102, which would also block the functions of Start
        // (docs/protocol/mobile.md#validate-the-subscription).
        var orderId = account.plan() == Plan.PRO ? account.orderId() : Optional.<String>empty();
        return Response.json(new View(
                account.id().value(),
                account.email().readable(),
                orderId.orElse(null),
                AppDate.of(account.registeredAt())));
    }
}
