package net.osmand.account.functions.exports;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.ExportStatus;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** DELETE /v1/exports/{id}: cancels an export and removes its data. */
public final class CancelExportFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ExportStatus status;

    public CancelExportFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CancelExportFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        status = application.exports().exportStatus();
    }

    @Override
    protected Response handle(Request request) {
        status.cancel(authenticator.authenticate(request).account().id(), request.pathStep(3));
        return Response.ok();
    }
}
