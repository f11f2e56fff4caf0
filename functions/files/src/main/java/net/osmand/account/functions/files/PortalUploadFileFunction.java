package net.osmand.account.functions.files;

import java.time.Clock;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /mapapi/upload-file: stores one version, as of now. */
public final class PortalUploadFileFunction extends HttpFunction {
    private final Authenticator door;
    private final StoreFile storeFile;
    private final Clock clock;

    public PortalUploadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalUploadFileFunction(LambdaEnvironment platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        storeFile = wiring.storeFile();
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        storeFile.store(caller, key, request.part(), clock.millis());
        return Response.ok();
    }
}
