package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /userdata/delete-file: moves a file to the trash, known or not. */
public final class DeleteFileFunction extends HttpFunction {
    private final Door door;
    private final Trash trash;

    public DeleteFileFunction() {
        this(Platform.ofProcess());
    }

    public DeleteFileFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        trash = wiring.trash();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        trash.delete(caller, key, request.number("clienttime").orElse(0L));
        return Response.ok();
    }
}
