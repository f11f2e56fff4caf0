package net.osmand.account.functions.auth;

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
    private final AuthWiring.KnownSource knownSource;
    private final RequestOrigin viewer;

    public PortalLoginFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalLoginFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        webSignIn = wiring.webSignIn();
        sessionChange = wiring.sessionChange();
        knownSource = wiring.knownSource();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        viewer.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var account = webSignIn.signIn(credentials.email(), credentials.secret());
        knownSource.remember(account.id(), request);
        return sessionChange.start(request, account, credentials.language(), Response.ok());
    }
}
