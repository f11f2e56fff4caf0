package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /userdata/download-file: downloads a file. An unknown file is error 106. */
public final class AppDownloadFileFunction extends DownloadFileHandler {
    public AppDownloadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppDownloadFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.deviceAuthenticator(), application, Problem.FILE_NOT_AVAILABLE);
    }

    @Override
    Response handle(LargeResponses responses, Request request, FileKey key, FileVersion version) {
        return responses.download(request, key, version);
    }
}
