package net.osmand.account.functions.account;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.RevokeDevice;

/** POST /mapapi/devices/revoke: the device's token stops working; revoking the portal ends its sessions. */
public final class RevokeDeviceFunction extends HttpFunction {
    private final WebDoor door;
    private final RevokeDevice revokeDevice;

    public RevokeDeviceFunction() {
        this(Platform.ofProcess());
    }

    public RevokeDeviceFunction(Platform platform) {
        var wiring = new AccountWiring(platform);
        door = wiring.webDoor();
        revokeDevice = wiring.revokeDevice();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        revokeDevice.revoke(account.id(), request.requiredNumber("id"));
        return Response.ok();
    }
}
