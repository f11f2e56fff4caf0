package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.WebSignIn;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/login: starts a session against e-mail address and password. */
public final class PortalLoginFunction extends HttpFunction {
    private final WebSignIn webSignIn;
    private final SessionChange sessionChange;
    private final KnownSource knownSource;
    private final RequestOrigin origin;

    public PortalLoginFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalLoginFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        webSignIn = application.webSignIn();
        sessionChange = new SessionChange(application.sessions(), application.startSession());
        knownSource = new KnownSource(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response answer(Request request) {
        origin.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var account = webSignIn.signIn(credentials.email(), credentials.secret());
        knownSource.remember(account, request);
        return sessionChange.start(request, account, credentials.language(), Response.ok());
    }
}
