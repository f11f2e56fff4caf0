package net.osmand.account.lambda;

import java.util.Optional;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.ProblemException;

/** Authenticates an app by the parameters {@code deviceid} and {@code accessToken}. */
public final class DeviceAuthenticator implements Authenticator {
    private final AuthenticateDevice authenticate;

    public DeviceAuthenticator(AuthenticateDevice authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public Caller authenticate(Request request, Optional<FileRead> file) {
        return authenticate.authenticate(request.parameter("deviceid"), request.parameter("accessToken"), file);
    }

    /**
     * Returns the caller of a subscription call, which uses the parameter {@code deviceId}; empty if the device is
     * unknown.
     */
    public Optional<Caller> authenticateIfPossible(Request request) {
        return authenticateIfPossible("deviceId", request);
    }

    /** Returns the caller of a call that identifies the device by another parameter; empty if the device is unknown. */
    public Optional<Caller> authenticateIfPossible(String deviceParameter, Request request) {
        try {
            return Optional.of(authenticate.authenticate(
                    request.optional(deviceParameter).orElse(""),
                    request.optional("accessToken").orElse(""),
                    Optional.empty()));
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }
}
