package net.osmand.account.functions.account;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.EndAccess;
import net.osmand.account.core.account.RevokeDevice;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/**
 * DELETE /v1/access/sessions/{id}, DELETE /v1/access/devices/{id} and POST /v1/access/end-all: end one session, one
 * device, or all of them.
 */
public final class EndAccessFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final EndAccess endAccess;
    private final RevokeDevice revokeDevice;
    private final Cookies cookies;

    public EndAccessFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public EndAccessFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        endAccess = application.endAccess();
        revokeDevice = application.revokeDevice();
        cookies = application.cookies();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account().id();
        return switch (request.path()) {
            case "/v1/access/end-all" -> endAll(account, request);
            case String path when path.startsWith("/v1/access/sessions/") -> endSession(account, request);
            default -> endDevice(account, request);
        };
    }

    private Response endAll(AccountId account, Request request) {
        endAccess.endAll(account);
        return ownSession(request)
                .map(_ -> Response.ok().withCookie(cookies.forgetSession()))
                .orElseGet(Response::ok);
    }

    private Response endSession(AccountId account, Request request) {
        var name = request.pathStep(4);
        endAccess.endSession(account, name);
        return ownSession(request)
                .filter(secret -> WebSession.publicName(secret).equals(name))
                .map(_ -> Response.ok().withCookie(cookies.forgetSession()))
                .orElseGet(Response::ok);
    }

    private Response endDevice(AccountId account, Request request) {
        revokeDevice.revoke(account, number(request.pathStep(4)));
        return Response.ok();
    }

    private Optional<AccessToken> ownSession(Request request) {
        return authenticator.sessionSecret(request).flatMap(AccessToken::parse);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }
}
