package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /userdata/delete-file-version: removes one row; removing a deletion marker restores. */
public final class DeleteFileVersionFunction extends HttpFunction {
    private final Door door;
    private final Trash trash;

    public DeleteFileVersionFunction() {
        this(Platform.ofProcess());
    }

    public DeleteFileVersionFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
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
