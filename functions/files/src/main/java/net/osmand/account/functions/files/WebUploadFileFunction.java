package net.osmand.account.functions.files;

import java.time.Clock;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.StoreFile;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /mapapi/upload-file: stores one version, as of now. */
public final class WebUploadFileFunction extends HttpFunction {
    private final Door door;
    private final StoreFile storeFile;
    private final Clock clock;

    public WebUploadFileFunction() {
        this(Platform.ofProcess());
    }

    public WebUploadFileFunction(Platform platform) {
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
