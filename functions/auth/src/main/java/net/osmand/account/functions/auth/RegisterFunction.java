package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.identity.WebSignUp;

/** POST /mapapi/auth/register: mails a code, of sign-up or of a reset. */
public final class RegisterFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final Viewer viewer;

    public RegisterFunction() {
        this(Platform.ofProcess());
    }

    public RegisterFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        webSignUp = wiring.webSignUp();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        viewer.refuseForeign(request);
        var email = request.json(Credentials.class).email();
        var isNew = Boolean.parseBoolean(request.parameter("isNew"));
        webSignUp.register(email, isNew, request.parameter("lang"), viewer.address(request));
        return Response.ok();
    }
}
