package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.EmptyTrash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/** GET /v1/trash/empty/{id}: how far the emptying is. */
public final class EmptyingFunction extends HttpFunction {
    private final Door door;
    private final EmptyTrash emptyTrash;

    public EmptyingFunction() {
        this(Platform.ofProcess());
    }

    public EmptyingFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        emptyTrash = wiring.emptyTrash();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        var id = request.path().substring(request.path().lastIndexOf('/') + 1);
        var job = emptyTrash.find(account, id).orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return Response.json(View.of(job));
    }

    record View(String state, long done, long total) {
        static View of(EmptyTrash.Job job) {
            var state = job.wasStopped() ? "cancelled" : job.finished() ? "done" : "running";
            return new View(state, job.done(), job.total());
        }
    }
}
