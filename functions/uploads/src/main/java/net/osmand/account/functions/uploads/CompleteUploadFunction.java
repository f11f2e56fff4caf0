package net.osmand.account.functions.uploads;

import java.net.URI;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.CompleteUpload;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /v1/uploads/{id}/complete: takes an upload whose bytes are there; 202, and the upload tells what becomes of it. */
public final class CompleteUploadFunction extends HttpFunction {
    private final Authenticator door;
    private final CompleteUpload completeUpload;
    private final UploadProgress progress;

    public CompleteUploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CompleteUploadFunction(LambdaEnvironment platform) {
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
