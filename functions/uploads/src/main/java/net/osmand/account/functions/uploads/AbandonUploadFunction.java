package net.osmand.account.functions.uploads;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.uploads.AbandonUpload;

/** DELETE /v1/uploads/{id}: gives an upload up, with all that was sent. */
public final class AbandonUploadFunction extends HttpFunction {
    private final Door door;
    private final AbandonUpload abandonUpload;

    public AbandonUploadFunction() {
        this(Platform.ofProcess());
    }

    public AbandonUploadFunction(Platform platform) {
        var wiring = new UploadsWiring(platform);
        door = wiring.webDoor();
        abandonUpload = wiring.abandon();
    }

    @Override
    protected Response answer(Request request) {
        abandonUpload.abandon(door.open(request).account().id(), UploadsWiring.id(request));
        return Response.ok();
    }
}
