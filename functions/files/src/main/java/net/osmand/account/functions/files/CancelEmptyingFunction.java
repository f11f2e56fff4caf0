package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.EmptyTrash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/** DELETE /v1/trash/empty/{id}: ends the emptying; what is gone stays gone. */
public final class CancelEmptyingFunction extends HttpFunction {
    private final Door door;
    private final EmptyTrash emptyTrash;

    public CancelEmptyingFunction() {
        this(Platform.ofProcess());
    }

    public CancelEmptyingFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        emptyTrash = wiring.emptyTrash();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        var id = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (emptyTrash.stop(account, id).isEmpty()) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return Response.ok();
    }
}
