package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.ChangeEmail;

/** POST /mapapi/auth/send-code-to-new-email: against the code of the current address, mails one to the new address. */
public final class SendCodeToNewEmailFunction extends HttpFunction {
    private final WebDoor door;
    private final ChangeEmail changeEmail;
    private final Viewer viewer;

    public SendCodeToNewEmailFunction() {
        this(Platform.ofProcess());
    }

    public SendCodeToNewEmailFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        changeEmail = wiring.changeEmail();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var language = request.optional("lang").orElse("en");
        changeEmail.verifyNew(
                account,
                request.parameter("email"),
                new CheckCode.Answer(request.parameter("code"), viewer.address(request)),
                language);
        return Response.ok();
    }
}
