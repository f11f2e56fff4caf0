package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /userdata/empty-trash: removes trashed files for good, with a result for each. */
public final class EmptyTrashFunction extends HttpFunction {
    private final Door door;
    private final Emptying emptying;

    public EmptyTrashFunction() {
        this(Platform.ofProcess());
    }

    public EmptyTrashFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        emptying = new Emptying(wiring.emptyListed());
    }

    @Override
    protected Response answer(Request request) {
        return emptying.answer(door.open(request), request);
    }
}
