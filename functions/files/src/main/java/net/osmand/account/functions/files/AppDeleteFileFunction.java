package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.DeleteFile;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /userdata/delete-file: moves a file to the trash, whether it exists or not. */
public final class AppDeleteFileFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final DeleteFile deleteFile;

    public AppDeleteFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppDeleteFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        deleteFile = application.files().deleteFile();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.head(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        deleteFile.delete(caller, key, request.number("clienttime").orElse(0L));
        return Response.ok();
    }
}
