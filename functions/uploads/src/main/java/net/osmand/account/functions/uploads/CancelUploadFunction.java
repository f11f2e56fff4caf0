package net.osmand.account.functions.uploads;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** DELETE /v1/uploads/{id}: gives an upload up, with all that was sent. */
public final class CancelUploadFunction extends HttpFunction {
    private final Authenticator door;
    private final CancelUpload abandonUpload;

    public CancelUploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CancelUploadFunction(LambdaEnvironment platform) {
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
