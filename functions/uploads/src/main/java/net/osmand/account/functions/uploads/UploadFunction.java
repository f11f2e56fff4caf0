package net.osmand.account.functions.uploads;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /v1/uploads/{id}: how far an upload is, which bytes are there, and what became of it. */
public final class UploadFunction extends HttpFunction {
    private final Authenticator door;
    private final UploadProgress progress;

    public UploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public UploadFunction(LambdaEnvironment platform) {
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
