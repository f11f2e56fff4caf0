package net.osmand.account.lambda;

import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.Caller;

/** Lets an app in by the two parameters that it sends everywhere; refuses with 105. */
public final class DeviceAuthenticator implements Authenticator {
    private final AuthenticateDevice authenticate;

    public DeviceAuthenticator(AuthenticateDevice authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public Caller open(Request request) {
        return authenticate.authenticate(request.parameter("deviceid"), request.parameter("accessToken"));
    }
}
