package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.ShownAccount;

/**
 * POST /mapapi/auth/logout: ends the session. Returns 200 without a session, and 409 if the page shows another account.
 */
public final class PortalLogoutFunction extends HttpFunction {
    private final SessionChange sessionChange;
    private final RequestOrigin origin;
    private final Cookies cookies;

    public PortalLogoutFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalLogoutFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        sessionChange = new SessionChange(application);
        origin = application.requestOrigin();
        cookies = application.cookies();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        cookies.session(request)
                .flatMap(AccessToken::parse)
                .ifPresent(session -> ShownAccount.require(request, session.account()));
        return sessionChange.end(request, Response.ok());
    }
}
