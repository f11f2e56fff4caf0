package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.SessionCookie;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.DeleteAccount;
import net.osmand.account.identity.WebRefused;

/** POST /mapapi/auth/delete-account: removes the account and everything in it, against a code. */
public final class WebDeleteAccountFunction extends HttpFunction {
    private final WebDoor door;
    private final CheckCode checkCode;
    private final DeleteAccount deleteAccount;
    private final Viewer viewer;

    public WebDeleteAccountFunction() {
        this(Platform.ofProcess());
    }

    public WebDeleteAccountFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.webDoor();
        checkCode = wiring.checkCode();
        deleteAccount = wiring.deleteAccount();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        if (!checkCode.spend(
                account.email(),
                CodePurpose.DELETE,
                account.id(),
                new CheckCode.Answer(request.parameter("token"), viewer.address(request)))) {
            throw new WebRefused(WebRefused.Reason.WRONG_CODE);
        }
        deleteAccount.delete(account);
        return Response.text(200, "The account " + account.email().readable() + " was deleted.")
                .withCookie(SessionCookie.forget(request));
    }
}
