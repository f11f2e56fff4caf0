package net.osmand.account.functions.files;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /mapapi/delete-file-version: removes exactly one version. */
public final class PortalDeleteFileVersionFunction extends HttpFunction {
    private final Authenticator door;
    private final Trash trash;

    public PortalDeleteFileVersionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDeleteFileVersionFunction(LambdaEnvironment platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
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
