package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.core.files.RemoveVersion;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * Removes exactly one version of a file. Removing a deletion marker restores the file. The app's and the portal's
 * routes differ in their authentication.
 */
abstract class DeleteFileVersionHandler extends HttpFunction {
    private final Authenticator authenticator;
    private final RemoveVersion removeVersion;

    DeleteFileVersionHandler(Authenticator authenticator, Application application) {
        this.authenticator = authenticator;
        removeVersion = application.files().removeVersion();
    }

    @Override
    protected final Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.row(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        removeVersion.remove(caller, key, request.requiredNumber("updatetime"));
        return Response.ok();
    }
}
