package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.ConfirmEmail;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/**
 * POST /mapapi/auth/confirm-email: proves the account's new address with the code that was mailed to it. No session or
 * device ends.
 */
public final class PortalConfirmEmailFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final ConfirmEmail confirmEmail;
    private final RequestOrigin origin;

    public PortalConfirmEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalConfirmEmailFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        confirmEmail = application.signIn().confirmEmail();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        confirmEmail.confirm(account, request.json(Credentials.class).enteredCode(origin.source(request)));
        return Response.ok();
    }
}
