package net.osmand.account.functions.uploads;

import java.net.URI;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.uploads.CompleteUpload;
import net.osmand.account.uploads.UploadProgress;

/** POST /v1/uploads/{id}/complete: takes an upload whose bytes are there; 202, and the upload tells what becomes of it. */
public final class CompleteUploadFunction extends HttpFunction {
    private final Door door;
    private final CompleteUpload completeUpload;
    private final UploadProgress progress;

    public CompleteUploadFunction() {
        this(Platform.ofProcess());
    }

    public CompleteUploadFunction(Platform platform) {
        var wiring = new UploadsWiring(platform);
        door = wiring.webDoor();
        completeUpload = wiring.complete();
        progress = wiring.progress();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        var upload = completeUpload.complete(account, UploadsWiring.id(request));
        return Response.accepted(URI.create("/v1/uploads/" + upload.id()), UploadView.of(progress.begun(upload)));
    }
}
