package net.osmand.account.functions.auth;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/send-code: mails a code to the current address of the signed-in account. */
public final class PortalSendCodeFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final RequestCode requestCode;
    private final RequestOrigin origin;

    public PortalSendCodeFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalSendCodeFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        requestCode = application.signIn().requestCode();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var language = request.optional("lang").orElse("en");
        Optional.ofNullable(AppSendCodeFunction.PURPOSES.get(request.parameter("action")))
                .ifPresent(purpose -> requestCode.request(
                        purpose,
                        new RequestCode.Addressee(
                                account.email(), Optional.of(account.id()), language, origin.source(request))));
        return Response.ok();
    }
}
