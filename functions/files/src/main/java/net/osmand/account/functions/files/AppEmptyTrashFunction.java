package net.osmand.account.functions.files;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /userdata/empty-trash: removes trashed files for good, with a result for each. */
public final class AppEmptyTrashFunction extends HttpFunction {
    private final Authenticator door;
    private final TrashEmptyingJob emptying;

    public AppEmptyTrashFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppEmptyTrashFunction(LambdaEnvironment platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        emptying = new TrashEmptyingJob(wiring.emptyListed());
    }

    @Override
    protected Response answer(Request request) {
        return emptying.answer(door.open(request), request);
    }
}
