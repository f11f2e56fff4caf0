package net.osmand.account.functions.files;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /mapapi/empty-trash: removes trashed files for good, with a result for each. */
public final class PortalEmptyTrashFunction extends HttpFunction {
    private final Authenticator door;
    private final TrashEmptyingJob emptying;

    public PortalEmptyTrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalEmptyTrashFunction(LambdaEnvironment platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        emptying = new TrashEmptyingJob(wiring.emptyListed());
    }

    @Override
    protected Response answer(Request request) {
        return emptying.answer(door.open(request), request);
    }
}
