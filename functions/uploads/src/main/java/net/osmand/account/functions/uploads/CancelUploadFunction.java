package net.osmand.account.functions.uploads;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** DELETE /v1/uploads/{id}: cancels an upload and deletes its data. */
public final class CancelUploadFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final CancelUpload cancelUpload;

    public CancelUploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CancelUploadFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        cancelUpload = application.uploads().cancelUpload();
    }

    @Override
    protected Response handle(Request request) {
        cancelUpload.cancel(authenticator.authenticate(request).account().id(), request.pathStep(3));
        return Response.ok();
    }
}
