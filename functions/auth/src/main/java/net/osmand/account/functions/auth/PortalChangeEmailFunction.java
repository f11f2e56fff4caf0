package net.osmand.account.functions.auth;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;
import net.osmand.account.lambda.SessionCookie;

/**
 * POST /mapapi/auth/change-email: gives the account its new address and ends its sessions. Our portal gets a new session, in
 * which it asks for the code that confirms the address.
 */
public final class PortalChangeEmailFunction extends HttpFunction {
    private final SessionAuthenticator door;
    private final ChangeEmail changeEmail;
    private final SessionChange sessionChange;
    private final RequestOrigin viewer;

    public PortalChangeEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalChangeEmailFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        changeEmail = wiring.changeEmail();
        sessionChange = wiring.sessionChange();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var credentials = request.json(Credentials.class);
        var language = caller.device().language();
        var changed = changeEmail.change(
                caller.account(), credentials.email(), credentials.answer(viewer.address(request)), language);
        var staysSignedIn =
                viewer.isPortal(request) && SessionCookie.secret(request).isPresent();
        return staysSignedIn
                ? changed.map(account -> sessionChange.start(request, account, language, Response.ok()))
                        .orElseGet(Response::ok)
                : Response.ok().withCookie(SessionCookie.forget(request));
    }
}
