package net.osmand.account.functions.auth;

import java.util.Optional;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.codes.RequestCode;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/auth/send-code: mails a code to the current address of whoever is signed in. */
public final class PortalSendCodeFunction extends HttpFunction {
    private final SessionAuthenticator door;
    private final RequestCode requestCode;
    private final RequestOrigin viewer;

    public PortalSendCodeFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalSendCodeFunction(LambdaEnvironment platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        requestCode = wiring.requestCode();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var language = request.optional("lang").orElse("en");
        Optional.ofNullable(AppSendCodeFunction.PURPOSES.get(request.parameter("action")))
                .ifPresent(purpose -> requestCode.request(
                        purpose,
                        new RequestCode.Addressee(
                                account.email(), Optional.of(account.id()), language, viewer.address(request))));
        return Response.ok();
    }
}
