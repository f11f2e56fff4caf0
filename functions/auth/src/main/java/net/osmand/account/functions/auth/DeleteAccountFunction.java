package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.PlainRefusal;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import net.osmand.account.identity.DeleteAccount;

/** POST /userdata/delete-account: removes the account and everything in it, against a code. */
public final class DeleteAccountFunction extends HttpFunction {
    private final Door door;
    private final CheckCode checkCode;
    private final DeleteAccount deleteAccount;
    private final Viewer viewer;

    public DeleteAccountFunction() {
        this(Platform.ofProcess());
    }

    public DeleteAccountFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.deviceDoor();
        checkCode = wiring.checkCode();
        deleteAccount = wiring.deleteAccount();
        viewer = wiring.viewer();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var code = request.json(ConfirmCodeFunction.Body.class).answer(viewer.address(request));
        if (!checkCode.spend(account.email(), CodePurpose.DELETE, account.id(), code)) {
            throw new PlainRefusal("The code is wrong or has expired.");
        }
        deleteAccount.delete(account);
        return Response.ok();
    }
}
