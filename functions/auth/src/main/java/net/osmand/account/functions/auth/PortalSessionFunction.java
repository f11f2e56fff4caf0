package net.osmand.account.functions.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;
import net.osmand.account.lambda.SessionCookie;
import net.osmand.account.lambda.ShownAccount;

/** GET /mapapi/auth/info: who is signed in, or {@code null}; the cookie slides with each page load. */
public final class PortalSessionFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;

    public PortalSessionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalSessionFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
    }

    /** The role has nothing to do with the plan (docs/protocol/portal.md#session). */
    record View(String username, List<String> roles) {}

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.recognise(request);
        if (caller.isEmpty()) {
            return Response.json(JsonNodeFactory.instance.nullNode());
        }
        var account = caller.get().account();
        var answer = Response.json(new View(account.email().readable(), List.of("ROLE_PRO_USER")))
                .with(ShownAccount.HEADER, String.valueOf(account.id().value()));
        return SessionCookie.secret(request)
                .flatMap(AccessToken::parse)
                .map(secret -> answer.withCookie(SessionCookie.set(request, secret)))
                .orElse(answer);
    }
}
