package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /mapapi/delete-file-version: removes exactly one version. */
public final class WebDeleteFileVersionFunction extends HttpFunction {
    private final Door door;
    private final Trash trash;

    public WebDeleteFileVersionFunction() {
        this(Platform.ofProcess());
    }

    public WebDeleteFileVersionFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        trash = wiring.trash();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        trash.removeVersion(caller, key, request.requiredNumber("updatetime"));
        return Response.ok();
    }
}
