package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.Trash;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.WebDoor;

/** GET or POST /mapapi/delete-file-all-versions: removes a file with its whole history. */
public final class DeleteAllVersionsFunction extends HttpFunction {
    private final WebDoor door;
    private final Trash trash;

    public DeleteAllVersionsFunction() {
        this(Platform.ofProcess());
    }

    public DeleteAllVersionsFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        trash = wiring.trash();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.openForEffect(request);
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        trash.removeAll(caller, key, request.requiredNumber("updatetime"), request.flag("isTrash"));
        return Response.ok();
    }
}
