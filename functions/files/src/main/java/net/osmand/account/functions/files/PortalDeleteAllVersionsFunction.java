package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** GET or POST /mapapi/delete-file-all-versions: removes a file with its whole history. */
public final class PortalDeleteAllVersionsFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final Trash trash;

    public PortalDeleteAllVersionsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDeleteAllVersionsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        trash = application.files().trash();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticateForEffect(request);
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        trash.removeAll(caller, key, request.requiredNumber("updatetime"), request.flag("isTrash"));
        return Response.ok();
    }
}
