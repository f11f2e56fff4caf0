package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.RemoveFile;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** GET or POST /mapapi/delete-file-all-versions: permanently deletes a file with its whole history. */
public final class PortalDeleteAllVersionsFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final RemoveFile removeFile;

    public PortalDeleteAllVersionsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDeleteAllVersionsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        removeFile = application.files().removeFile();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticateForEffect(request, RequestedFile.head(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        removeFile.remove(caller, key, request.requiredNumber("updatetime"), request.flag("isTrash"));
        return Response.ok();
    }
}
