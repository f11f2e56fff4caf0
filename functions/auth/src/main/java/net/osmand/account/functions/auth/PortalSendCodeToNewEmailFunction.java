package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/send-code-to-new-email: checks the code of the current address and mails a code to the new one. */
public final class PortalSendCodeToNewEmailFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final ChangeEmail changeEmail;
    private final RequestOrigin origin;

    public PortalSendCodeToNewEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalSendCodeToNewEmailFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        changeEmail = application.signIn().changeEmail();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var language = request.optional("lang").orElse("en");
        changeEmail.verifyNew(
                account,
                request.parameter("email"),
                new CheckCode.EnteredCode(request.parameter("code"), origin.source(request)),
                language);
        return Response.ok();
    }
}
