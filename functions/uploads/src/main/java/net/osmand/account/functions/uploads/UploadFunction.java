package net.osmand.account.functions.uploads;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /v1/uploads/{id}: returns the progress of an upload, the parts that have arrived, and its result. */
public final class UploadFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final UploadProgress progress;

    public UploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public UploadFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        progress = application.uploads().uploadProgress();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account().id();
        return Response.json(UploadView.of(progress.report(account, request.pathStep(3))))
                .with("Cache-Control", "no-store");
    }
}
