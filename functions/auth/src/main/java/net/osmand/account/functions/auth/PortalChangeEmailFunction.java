package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;
import net.osmand.account.lambda.SessionCookie;

/** POST /mapapi/auth/change-email: gives the account its new address and ends its sessions. */
public final class PortalChangeEmailFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final ChangeEmail changeEmail;
    private final RequestOrigin origin;

    public PortalChangeEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalChangeEmailFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        changeEmail = application.changeEmail();
        origin = application.requestOrigin();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var credentials = request.json(Credentials.class);
        changeEmail.change(
                caller.account(),
                credentials.email(),
                credentials.answer(origin.address(request)),
                caller.device().language());
        return Response.ok().withCookie(SessionCookie.forget(request));
    }
}
