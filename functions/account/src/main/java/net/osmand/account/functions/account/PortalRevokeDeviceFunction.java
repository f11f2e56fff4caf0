package net.osmand.account.functions.account;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.RevokeDevice;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** POST /mapapi/devices/revoke: revokes a device's token. Revoking the portal ends its sessions. */
public final class PortalRevokeDeviceFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final RevokeDevice revokeDevice;

    public PortalRevokeDeviceFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalRevokeDeviceFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        revokeDevice = application.revokeDevice();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        revokeDevice.revoke(account.id(), request.requiredNumber("id"));
        return Response.ok();
    }
}
