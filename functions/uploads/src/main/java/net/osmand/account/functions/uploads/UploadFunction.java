package net.osmand.account.functions.uploads;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.uploads.UploadProgress;

/** GET /v1/uploads/{id}: how far an upload is, which bytes are there, and what became of it. */
public final class UploadFunction extends HttpFunction {
    private final Door door;
    private final UploadProgress progress;

    public UploadFunction() {
        this(Platform.ofProcess());
    }

    public UploadFunction(Platform platform) {
        var wiring = new UploadsWiring(platform);
        door = wiring.webDoor();
        progress = wiring.progress();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        return Response.json(UploadView.of(progress.report(account, UploadsWiring.id(request))))
                .with("Cache-Control", "no-store");
    }
}
