package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;

/** POST /mapapi/auth/logout: ends the session; always ok. */
public final class LogoutFunction extends HttpFunction {
    private final SessionChange sessionChange;
    private final Viewer viewer;

    public LogoutFunction() {
        this(Platform.ofProcess());
    }

    public LogoutFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        sessionChange = wiring.sessionChange();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        viewer.refuseForeign(request);
        return sessionChange.end(request, Response.ok());
    }
}
