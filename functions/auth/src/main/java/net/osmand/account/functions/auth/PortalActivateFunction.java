package net.osmand.account.functions.auth;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.Password;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/activate: sets the password with a code. A sign-up also starts a session, a reset does not. */
public final class PortalActivateFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final SessionAuthenticator authenticator;
    private final SessionChange sessionChange;
    private final KnownSource knownSource;
    private final RequestOrigin origin;

    public PortalActivateFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalActivateFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        webSignUp = application.signIn().webSignUp();
        authenticator = application.sessionAuthenticator();
        sessionChange = new SessionChange(application);
        knownSource = new KnownSource(application);
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        origin.refuseForeign(request);
        var credentials = request.json(Credentials.class);
        var email = credentials.email();
        // Checked first, so a password that is too simple costs neither the code nor a try
        // (docs/protocol/codes.md#passwords).
        var password = new Password(credentials.secret());
        var source = knownSource.browser(request);
        var activated = webSignUp.activate(new WebSignUp.Activation(
                email,
                credentials.enteredCode(source),
                password,
                authenticator
                        .authenticateIfPossible(request)
                        .map(caller -> caller.account().id()),
                endDevices(request, credentials),
                credentials.language()));
        knownSource.remember(activated.account(), source);
        var answer = activated
                .signedUp()
                .map(signedUp -> sessionChange.start(request, signedUp, credentials.language(), Response.ok()))
                .orElseGet(Response::ok);
        return knownSource.keep(answer, source);
    }

    /**
     * Returns what happens to the devices. Without a choice in the request, the portal ends them if a password existed,
     * and the public client ends none.
     */
    private WebSignUp.EndDevices endDevices(Request request, Credentials credentials) {
        return credentials
                .choiceToEndDevices()
                .map(yes -> yes ? WebSignUp.EndDevices.YES : WebSignUp.EndDevices.NO)
                .orElse(origin.isPortal(request) ? WebSignUp.EndDevices.IF_PASSWORD_EXISTED : WebSignUp.EndDevices.NO);
    }
}
