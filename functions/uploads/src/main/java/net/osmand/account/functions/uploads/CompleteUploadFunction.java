package net.osmand.account.functions.uploads;

import java.net.URI;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.CompleteUpload;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * POST /v1/uploads/{id}/complete: accepts an upload whose bytes have arrived. Returns 202; the upload reports the
 * result.
 */
public final class CompleteUploadFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final CompleteUpload completeUpload;
    private final UploadProgress progress;

    public CompleteUploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CompleteUploadFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        completeUpload = application.uploads().completeUpload();
        progress = application.uploads().uploadProgress();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account().id();
        var upload = completeUpload.complete(account, request.pathStep(3));
        return Response.accepted(URI.create("/v1/uploads/" + upload.id()), UploadView.of(progress.begun(upload)));
    }
}
