package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.identity.WebSignIn;

/** POST /mapapi/auth/login: starts a session against e-mail address and password. */
public final class LoginFunction extends HttpFunction {
    private final WebSignIn webSignIn;
    private final SessionChange sessionChange;
    private final AuthWiring.KnownSource knownSource;
    private final Viewer viewer;

    public LoginFunction() {
        this(Platform.ofProcess());
    }

    public LoginFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        webSignIn = wiring.webSignIn();
        sessionChange = wiring.sessionChange();
        knownSource = wiring.knownSource();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        viewer.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var account = webSignIn.signIn(credentials.email(), credentials.secret());
        knownSource.remember(account, request);
        return sessionChange.start(request, account, credentials.language(), Response.ok());
    }
}
