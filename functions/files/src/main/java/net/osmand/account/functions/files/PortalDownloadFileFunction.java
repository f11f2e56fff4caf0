package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /mapapi/download-file. An unknown file is 404. */
public final class PortalDownloadFileFunction extends DownloadFileHandler {
    public PortalDownloadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.sessionAuthenticator(), application, Problem.NOT_FOUND);
    }

    @Override
    Response answer(LargeResponses responses, Request request, FileKey key, FileVersion version) {
        var link = LargeResponses.linkPath(key, "updatetime", version.updateTime());
        return responses.portalDownload(request, key, version, link);
    }
}
