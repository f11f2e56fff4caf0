package net.osmand.account.functions.auth;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.signin.WebSignUp;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/** POST /mapapi/auth/validate-token: checks a code without spending it; a sign-up's makes the account and signs in. */
public final class PortalValidateTokenFunction extends HttpFunction {
    private final WebSignUp webSignUp;
    private final SessionChange sessionChange;
    private final AuthWiring.KnownSource knownSource;
    private final RequestOrigin viewer;

    public PortalValidateTokenFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalValidateTokenFunction(LambdaEnvironment platform) {
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
        var signedUp = webSignUp.validate(credentials.email(), credentials.answer(viewer.address(request)));
        signedUp.ifPresent(account -> knownSource.remember(account.account(), request));
        return signedUp.map(account -> sessionChange.start(request, account, credentials.language(), Response.ok()))
                .orElseGet(Response::ok);
    }
}
