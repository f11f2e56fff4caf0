package net.osmand.account.functions.account;

import java.util.Optional;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Request;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.Caller;
import net.osmand.account.problem.Refused;

/** Lets the app in by device id and access token, under either spelling of the parameter. */
final class Door {
    private final AuthenticateDevice authenticate;

    Door(Platform platform) {
        authenticate = new AuthenticateDevice(new Adapters(platform).accounts());
    }

    /** Refuses with 105 unless both match. */
    Caller open(Request request) {
        return authenticate.authenticate(request.parameter("deviceid"), request.parameter("accessToken"));
    }

    /** The subscription calls write {@code deviceId}; nobody is an answer there too (mobile-userdata.md section 10). */
    Optional<Caller> recognise(Request request) {
        try {
            return Optional.of(authenticate.authenticate(
                    request.optional("deviceId").orElse(""),
                    request.optional("accessToken").orElse("")));
        } catch (Refused _) {
            return Optional.empty();
        }
    }
}
