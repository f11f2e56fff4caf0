package net.osmand.account.functions.auth;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.identity.AuthenticateDevice;
import org.jspecify.annotations.Nullable;

/** POST /userdata/send-code: mails a code to the device's own account; the address in the body is ignored. */
public final class SendCodeFunction extends HttpFunction {
    private static final Map<String, CodePurpose> PURPOSES =
            Map.of("setup", CodePurpose.RESET, "change", CodePurpose.CHANGE, "delete", CodePurpose.DELETE);

    private final AuthenticateDevice authenticateDevice;
    private final RequestCode requestCode;

    public SendCodeFunction() {
        this(Platform.ofProcess());
    }

    public SendCodeFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        authenticateDevice = wiring.authenticateDevice();
        requestCode = wiring.requestCode();
    }

    record Body(@Nullable String action, @Nullable String lang) {}

    @Override
    protected Response answer(Request request) {
        var caller = authenticateDevice.authenticate(request.parameter("deviceid"), request.parameter("accessToken"));
        var body = request.json(Body.class);
        var language = Optional.ofNullable(body.lang()).orElse("en");
        Optional.ofNullable(body.action())
                .map(PURPOSES::get)
                .ifPresent(purpose -> requestCode.request(caller.account().email(), purpose, language));
        return Response.ok();
    }
}
