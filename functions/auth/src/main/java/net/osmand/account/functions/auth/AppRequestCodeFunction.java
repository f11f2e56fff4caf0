package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.purchases.ReportOrderId;
import net.osmand.account.core.signin.RegisterUser;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /userdata/user-register: mails the code with which an app signs up or signs in. */
public final class AppRequestCodeFunction extends HttpFunction {
    private final RegisterUser registerUser;
    private final ReportOrderId reportOrderId;
    private final RequestOrigin origin;

    public AppRequestCodeFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppRequestCodeFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        registerUser = application.signIn().registerUser();
        reportOrderId = application.purchases().reportOrderId();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        registerUser.register(
                request.parameter("email"),
                request.flag("login"),
                request.optional("lang").orElse("en"),
                origin.source(request));
        request.optional("orderid")
                .ifPresent(orderId -> EmailAddress.parse(request.parameter("email"))
                        .ifPresent(email -> reportOrderId.report(email, orderId.strip())));
        return Response.ok();
    }
}
