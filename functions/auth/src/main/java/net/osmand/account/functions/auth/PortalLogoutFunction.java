package net.osmand.account.functions.auth;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/logout: ends the session; always ok. */
public final class PortalLogoutFunction extends HttpFunction {
    private final SessionChange sessionChange;
    private final RequestOrigin viewer;

    public PortalLogoutFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalLogoutFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        sessionChange = wiring.sessionChange();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        viewer.refuseForeign(request);
        return sessionChange.end(request, Response.ok());
    }
}
