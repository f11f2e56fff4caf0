package net.osmand.account.functions.files;

import java.time.Clock;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /mapapi/delete-file: puts the file into the trash. */
public final class WebDeleteFileFunction extends HttpFunction {
    private final Door door;
    private final Trash trash;
    private final Clock clock;

    public WebDeleteFileFunction() {
        this(Platform.ofProcess());
    }

    public WebDeleteFileFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        trash = wiring.trash();
        clock = platform.clock();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        trash.delete(caller, FileKey.parse(request.parameter("type"), request.parameter("name")), clock.millis());
        return Response.ok();
    }
}
