package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.SessionCookie;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.ChangeEmail;

/** POST /mapapi/auth/change-email: gives the account its new address and ends its sessions. */
public final class ChangeEmailFunction extends HttpFunction {
    private final WebDoor door;
    private final ChangeEmail changeEmail;
    private final Viewer viewer;

    public ChangeEmailFunction() {
        this(Platform.ofProcess());
    }

    public ChangeEmailFunction(Platform platform) {
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
