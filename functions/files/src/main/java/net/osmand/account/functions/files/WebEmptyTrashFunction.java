package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /mapapi/empty-trash: removes trashed files for good, with a result for each. */
public final class WebEmptyTrashFunction extends HttpFunction {
    private final Door door;
    private final Emptying emptying;

    public WebEmptyTrashFunction() {
        this(Platform.ofProcess());
    }

    public WebEmptyTrashFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        emptying = new Emptying(wiring.emptyListed());
    }

    @Override
    protected Response answer(Request request) {
        return emptying.answer(door.open(request), request);
    }
}
