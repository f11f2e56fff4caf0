package net.osmand.account.http;

import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.Caller;

/** Lets an app in by the two parameters that it sends everywhere; refuses with 105. */
public final class DeviceDoor implements Door {
    private final AuthenticateDevice authenticate;

    public DeviceDoor(AuthenticateDevice authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public Caller open(Request request) {
        return authenticate.authenticate(request.parameter("deviceid"), request.parameter("accessToken"));
    }
}
