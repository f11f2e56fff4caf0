package net.osmand.account.functions.auth;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.Password;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/activate: sets the password against a code; a sign-up is signed in, a reset never. */
public final class PortalActivateFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final SessionAuthenticator door;
    private final SessionChange sessionChange;
    private final AuthWiring.KnownSource knownSource;
    private final RequestOrigin viewer;

    public PortalActivateFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalActivateFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        webSignUp = wiring.webSignUp();
        door = wiring.webDoor();
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
        var signedInAs = door.recognise(request).map(caller -> caller.account().id());
        var signedUp =
                webSignUp.activate(email, credentials.answer(viewer.address(request)), password, signedInAs);
        signedUp.ifPresent(account -> knownSource.remember(account.account(), request));
        return signedUp.map(account -> sessionChange.start(request, account, credentials.language(), Response.ok()))
                .orElseGet(Response::ok);
    }
}
