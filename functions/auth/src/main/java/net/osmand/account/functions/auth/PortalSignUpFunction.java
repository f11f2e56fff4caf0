package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/register: mails a code for a sign-up or a reset. */
public final class PortalSignUpFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final RequestOrigin origin;

    public PortalSignUpFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalSignUpFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        webSignUp = application.signIn().webSignUp();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        var email = request.json(Credentials.class).email();
        var isNew = Boolean.parseBoolean(request.parameter("isNew"));
        webSignUp.register(email, isNew, request.parameter("lang"), origin.source(request));
        return Response.ok();
    }
}
