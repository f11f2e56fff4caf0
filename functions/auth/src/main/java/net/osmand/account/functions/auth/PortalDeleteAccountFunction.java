package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.deletion.DeleteAccount;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/delete-account: deletes the account and everything in it. Requires a code. */
public final class PortalDeleteAccountFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final CheckCode checkCode;
    private final DeleteAccount deleteAccount;
    private final RequestOrigin origin;
    private final Cookies cookies;

    public PortalDeleteAccountFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDeleteAccountFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        checkCode = application.signIn().checkCode();
        deleteAccount = application.deleteAccount();
        origin = application.requestOrigin();
        cookies = application.cookies();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        if (!checkCode.spend(
                account.email(),
                CodePurpose.DELETE,
                account.id(),
                new CheckCode.EnteredCode(request.parameter("token"), origin.source(request)))) {
            throw new WebErrorException(WebErrorException.Reason.WRONG_CODE);
        }
        deleteAccount.delete(account);
        return Response.text(200, "The account " + account.email().readable() + " was deleted.")
                .withCookie(cookies.forgetSession());
    }
}
