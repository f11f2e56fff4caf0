package net.osmand.account.functions.purchases;

import java.util.Optional;
import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/** The doors of this area. */
final class PurchasesWiring {
    private final Application adapters;
    private final LambdaEnvironment platform;

    PurchasesWiring(LambdaEnvironment platform) {
        this.platform = platform;
        adapters = new Application(platform);
    }

    Application adapters() {
        return adapters;
    }

    Authenticator deviceDoor() {
        return new DeviceAuthenticator(authenticateDevice());
    }

    Authenticator webDoor() {
        return new SessionAuthenticator(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                authenticateDevice(),
                RequestOrigin.of(platform.environment()));
    }

    /** The subscription calls write {@code deviceId}; nobody is an answer there too (mobile-userdata.md section 10). */
    Optional<Caller> recognise(Request request) {
        try {
            return Optional.of(authenticateDevice()
                    .authenticate(
                            request.optional("deviceId").orElse(""),
                            request.optional("accessToken").orElse("")));
        } catch (ProblemException _) {
            return Optional.empty();
        }
    }

    private AuthenticateDevice authenticateDevice() {
        return new AuthenticateDevice(adapters.accounts());
    }
}
