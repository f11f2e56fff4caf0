package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.Password;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/activate: sets the password against a code; a sign-up is signed in, a reset never. */
public final class PortalActivateFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final SessionChange sessionChange;
    private final KnownSource knownSource;
    private final RequestOrigin origin;

    public PortalActivateFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalActivateFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        webSignUp = application.webSignUp();
        sessionChange = new SessionChange(application.sessions(), application.startSession());
        knownSource = new KnownSource(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response answer(Request request) {
        origin.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var email = credentials.email();
        // Checked first: a password that is too simple costs neither the code nor a try
        // (docs/protocol/codes.md#passwords).
        var password = new Password(credentials.secret());
        var signedUp = webSignUp.activate(email, credentials.answer(origin.address(request)), password);
        signedUp.ifPresent(account -> knownSource.remember(account.account(), request));
        return signedUp.map(account -> sessionChange.start(request, account, credentials.language(), Response.ok()))
                .orElseGet(Response::ok);
    }
}
