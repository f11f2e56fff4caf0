package net.osmand.account.functions.files;

import java.time.Clock;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.DeleteFile;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /mapapi/delete-file: moves the file to the trash. */
public final class PortalDeleteFileFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final DeleteFile deleteFile;
    private final Clock clock;

    public PortalDeleteFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDeleteFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        deleteFile = application.files().deleteFile();
        clock = application.clock();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.head(request));
        deleteFile.delete(caller, FileKey.parse(request.parameter("type"), request.parameter("name")), clock.millis());
        return Response.ok();
    }
}
