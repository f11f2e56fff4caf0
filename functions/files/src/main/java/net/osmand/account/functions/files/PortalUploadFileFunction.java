package net.osmand.account.functions.files;

import java.time.Clock;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /mapapi/upload-file: stores one version with the current time. */
public final class PortalUploadFileFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final StoreFile storeFile;
    private final Clock clock;

    public PortalUploadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalUploadFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        storeFile = application.files().storeFile();
        clock = application.clock();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.head(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var clientTime = request.number("clienttime").orElseGet(clock::millis);
        storeFile.store(caller, key, request.part(), clientTime);
        return Response.ok();
    }
}
