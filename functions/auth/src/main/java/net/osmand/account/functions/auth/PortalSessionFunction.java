package net.osmand.account.functions.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.lambda.Cookies;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;
import net.osmand.account.lambda.ShownAccount;
import org.jspecify.annotations.Nullable;

/** GET /mapapi/auth/info: returns the signed-in account or {@code null}, and extends the cookie at each page load. */
public final class PortalSessionFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final Cookies cookies;

    public PortalSessionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalSessionFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        cookies = application.cookies();
    }

    /**
     * The session. Its role does not depend on the plan (docs/protocol/portal.md#session).
     *
     * @param unproven true until a code mailed to the address was typed, absent afterwards
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String username, List<String> roles, @Nullable Boolean unproven) {
        static View of(Account account) {
            return new View(
                    account.email().readable(),
                    List.of("ROLE_PRO_USER"),
                    account.access().proven() ? null : true);
        }
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticateIfPossible(request);
        if (caller.isEmpty()) {
            return Response.json(JsonNodeFactory.instance.nullNode());
        }
        var account = caller.get().account();
        var answer = Response.json(View.of(account))
                .with(ShownAccount.HEADER, String.valueOf(account.id().value()));
        return cookies.session(request)
                .flatMap(AccessToken::parse)
                .map(secret -> answer.withCookie(cookies.setSession(secret)))
                .orElse(answer);
    }
}
