package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/**
 * POST /mapapi/auth/change-email: changes the account's address and ends its sessions. Our portal gets a new session,
 * in which the user enters the code that confirms the new address.
 */
public final class PortalChangeEmailFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final ChangeEmail changeEmail;
    private final SessionChange sessionChange;
    private final RequestOrigin origin;
    private final Cookies cookies;

    public PortalChangeEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalChangeEmailFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        changeEmail = application.signIn().changeEmail();
        sessionChange = new SessionChange(application);
        origin = application.requestOrigin();
        cookies = application.cookies();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var credentials = request.json(Credentials.class);
        var language = caller.device().language();
        var changed = changeEmail.change(
                caller.account(), credentials.email(), credentials.enteredCode(origin.source(request)), language);
        return changed.filter(_ -> origin.isPortal(request))
                .filter(_ -> cookies.session(request).isPresent())
                .map(account -> sessionChange.start(request, account.id(), account.access(), language, Response.ok()))
                .orElseGet(() -> Response.ok().withCookie(cookies.forgetSession()));
    }
}
