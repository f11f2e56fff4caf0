package net.osmand.account.functions.auth;

import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CheckCode;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.PlainRefusal;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.DeleteAccount;

/** POST /userdata/delete-account: removes the account and everything in it, against a code. */
public final class DeleteAccountFunction extends HttpFunction {
    private final AuthenticateDevice authenticateDevice;
    private final CheckCode checkCode;
    private final DeleteAccount deleteAccount;

    public DeleteAccountFunction() {
        this(Platform.ofProcess());
    }

    public DeleteAccountFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        authenticateDevice = wiring.authenticateDevice();
        checkCode = wiring.checkCode();
        deleteAccount = wiring.deleteAccount();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticateDevice.authenticate(request.parameter("deviceid"), request.parameter("accessToken"));
        var account = caller.account();
        var code = request.json(ConfirmCodeFunction.Body.class).code();
        if (!checkCode.spend(account.email(), CodePurpose.DELETE, code)) {
            throw new PlainRefusal("The code is wrong or has expired.");
        }
        deleteAccount.delete(account);
        return Response.ok();
    }
}
