package net.osmand.account.functions.auth;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.ChangeEmail;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;
import net.osmand.account.lambda.SessionCookie;

/** POST /mapapi/auth/change-email: gives the account its new address and ends its sessions. */
public final class PortalChangeEmailFunction extends HttpFunction {
    private final SessionAuthenticator door;
    private final ChangeEmail changeEmail;
    private final RequestOrigin viewer;

    public PortalChangeEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalChangeEmailFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        changeEmail = wiring.changeEmail();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var credentials = request.json(Credentials.class);
        changeEmail.change(
                caller.account(),
                credentials.email(),
                credentials.answer(viewer.address(request)),
                caller.device().language());
        return Response.ok().withCookie(SessionCookie.forget(request));
    }
}
