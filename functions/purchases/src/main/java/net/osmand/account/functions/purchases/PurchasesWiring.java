package net.osmand.account.functions.purchases;

import java.util.Optional;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.DeviceDoor;
import net.osmand.account.http.Door;
import net.osmand.account.http.Request;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.AuthenticateSession;
import net.osmand.account.identity.Caller;
import net.osmand.account.problem.Refused;

/** The doors of this area. */
final class PurchasesWiring {
    private final Adapters adapters;
    private final Platform platform;

    PurchasesWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    Adapters adapters() {
        return adapters;
    }

    Door deviceDoor() {
        return new DeviceDoor(authenticateDevice());
    }

    Door webDoor() {
        return new WebDoor(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                authenticateDevice(),
                Viewer.of(platform.environment()));
    }

    /** The subscription calls write {@code deviceId}; nobody is an answer there too (mobile-userdata.md section 10). */
    Optional<Caller> recognise(Request request) {
        try {
            return Optional.of(authenticateDevice()
                    .authenticate(
                            request.optional("deviceId").orElse(""),
                            request.optional("accessToken").orElse("")));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    private AuthenticateDevice authenticateDevice() {
        return new AuthenticateDevice(adapters.accounts());
    }
}
