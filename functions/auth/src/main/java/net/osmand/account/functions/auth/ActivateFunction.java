package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.identity.Password;
import net.osmand.account.identity.WebSignUp;

/** POST /mapapi/auth/activate: sets the password against a code; a sign-up is signed in, a reset never. */
public final class ActivateFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final SessionChange sessionChange;
    private final AuthWiring.KnownSource knownSource;
    private final Viewer viewer;

    public ActivateFunction() {
        this(Platform.ofProcess());
    }

    public ActivateFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        webSignUp = wiring.webSignUp();
        sessionChange = wiring.sessionChange();
        knownSource = wiring.knownSource();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        viewer.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var email = credentials.email();
        // Checked first: a password that is too simple costs neither the code nor a try (rulings 3).
        var password = new Password(credentials.secret());
        var signedUp = webSignUp.activate(email, credentials.answer(viewer.address(request)), password);
        signedUp.ifPresent(account -> knownSource.remember(account.account(), request));
        return signedUp.map(account -> sessionChange.start(request, account, credentials.language(), Response.ok()))
                .orElseGet(Response::ok);
    }
}
