package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.Problem;

/** GET /mapapi/download-file. An unknown file is 404. */
public final class PortalDownloadFileFunction extends DownloadFileHandler {
    public PortalDownloadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.sessionAuthenticator(), application, Problem.NOT_FOUND);
    }
}
