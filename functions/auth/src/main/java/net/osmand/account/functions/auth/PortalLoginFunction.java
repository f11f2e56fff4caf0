package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.WebSignIn;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/login: starts a session with e-mail address and password. */
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
        webSignIn = application.signIn().webSignIn();
        sessionChange = new SessionChange(application);
        knownSource = new KnownSource(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var source = knownSource.browser(request);
        try {
            var account = webSignIn.signIn(credentials.email(), credentials.secret(), source, credentials.language());
            return knownSource.keep(
                    sessionChange.start(request, account.id(), account.access(), credentials.language(), Response.ok()),
                    source);
        } catch (ProblemException tooMany) {
            if (origin.isPortal(request)) {
                throw tooMany;
            }
            // The public client only shows a message for this text (docs/protocol/portal.md).
            return Response.text(429, new WebErrorException(WebErrorException.Reason.WRONG_PASSWORD).text())
                    .with("Retry-After", Long.toString(tooMany.retryAfterSeconds()));
        }
    }
}
