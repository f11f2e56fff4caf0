package net.osmand.account.functions.auth;

import java.util.Optional;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;

/** POST /mapapi/auth/send-code: mails a code to the current address of whoever is signed in. */
public final class WebSendCodeFunction extends HttpFunction {
    private final WebDoor door;
    private final RequestCode requestCode;
    private final Viewer viewer;

    public WebSendCodeFunction() {
        this(Platform.ofProcess());
    }

    public WebSendCodeFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        requestCode = wiring.requestCode();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var language = request.optional("lang").orElse("en");
        Optional.ofNullable(SendCodeFunction.PURPOSES.get(request.parameter("action")))
                .ifPresent(purpose -> requestCode.request(
                        purpose,
                        new RequestCode.Addressee(
                                account.email(), Optional.of(account.id()), language, viewer.address(request))));
        return Response.ok();
    }
}
