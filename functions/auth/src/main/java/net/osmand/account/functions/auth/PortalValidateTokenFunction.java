package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/**
 * POST /mapapi/auth/validate-token: checks a code without spending it. The code of a sign-up creates the account and
 * starts a session.
 */
public final class PortalValidateTokenFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final SessionChange sessionChange;
    private final KnownSource knownSource;
    private final RequestOrigin origin;

    public PortalValidateTokenFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalValidateTokenFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        webSignUp = application.signIn().webSignUp();
        sessionChange = new SessionChange(application);
        knownSource = new KnownSource(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var signedUp = webSignUp.validate(credentials.email(), credentials.enteredCode(origin.source(request)));
        if (signedUp.isEmpty()) {
            return Response.ok();
        }
        var source = knownSource.browser(request);
        knownSource.remember(signedUp.get().account(), source);
        return knownSource.keep(
                sessionChange.start(request, signedUp.get(), credentials.language(), Response.ok()), source);
    }
}
