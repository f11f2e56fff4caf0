package net.osmand.account.functions.auth;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.ConfirmEmail;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/confirm-email: proves the account's new address by the code that was mailed to it; ends nothing. */
public final class PortalConfirmEmailFunction extends HttpFunction {
    private final SessionAuthenticator door;
    private final ConfirmEmail confirmEmail;
    private final RequestOrigin viewer;

    public PortalConfirmEmailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalConfirmEmailFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        confirmEmail = wiring.confirmEmail();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        confirmEmail.confirm(account, request.json(Credentials.class).answer(viewer.address(request)));
        return Response.ok();
    }
}
