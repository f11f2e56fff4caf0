package net.osmand.account.functions.auth;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.aws.Platform;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.RequestCode;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.Viewer;
import org.jspecify.annotations.Nullable;

/** POST /userdata/send-code: mails a code to the device's own account; the address in the body is ignored. */
public final class SendCodeFunction extends HttpFunction {
    /** What the actions of both send-code calls are. */
    static final Map<String, CodePurpose> PURPOSES =
            Map.of("setup", CodePurpose.RESET, "change", CodePurpose.CHANGE, "delete", CodePurpose.DELETE);

    private final Door door;
    private final RequestCode requestCode;
    private final Viewer viewer;

    public SendCodeFunction() {
        this(Platform.ofProcess());
    }

    public SendCodeFunction(Platform platform) {
        var wiring = new AuthWiring(platform);
        door = wiring.deviceDoor();
        requestCode = wiring.requestCode();
        viewer = wiring.viewer();
    }

    record Body(@Nullable String action, @Nullable String lang) {}

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account();
        var body = request.json(Body.class);
        var language = Optional.ofNullable(body.lang()).orElse("en");
        Optional.ofNullable(body.action())
                .map(PURPOSES::get)
                .ifPresent(purpose -> requestCode.request(
                        purpose,
                        new RequestCode.Addressee(
                                account.email(), Optional.of(account.id()), language, viewer.address(request))));
        return Response.ok();
    }
}
