package net.osmand.account.functions.files;

import java.net.URI;
import java.util.UUID;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.EmptyTrash;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /v1/trash/empty: begins to empty the whole trash; 202 with where to ask how far it is. */
public final class StartEmptyingFunction extends HttpFunction {
    private final Door door;
    private final EmptyTrash emptyTrash;

    public StartEmptyingFunction() {
        this(Platform.ofProcess());
    }

    public StartEmptyingFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        emptyTrash = wiring.emptyTrash();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        // Nobody but the account itself can ask for it, so the id need not be a secret.
        var job = emptyTrash.start(account, UUID.randomUUID().toString());
        var status = "/v1/trash/empty/" + job.id();
        return Response.accepted(URI.create(status), new View(status));
    }

    record View(String status_url) {}
}
