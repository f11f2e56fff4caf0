package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/logout: ends the session; always ok. */
public final class PortalLogoutFunction extends HttpFunction {
    private final SessionChange sessionChange;
    private final RequestOrigin origin;

    public PortalLogoutFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalLogoutFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        sessionChange = new SessionChange(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response answer(Request request) {
        origin.refuseForeign(request);
        return sessionChange.end(request, Response.ok());
    }
}
