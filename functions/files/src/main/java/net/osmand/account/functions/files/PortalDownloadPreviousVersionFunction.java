package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.FindVersion;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /mapapi/download-file-from-prev-version: downloads the newest content before a time, such as the time of a
 * deletion.
 */
public final class PortalDownloadPreviousVersionFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final FindVersion findVersion;
    private final LargeResponses answers;

    public PortalDownloadPreviousVersionFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadPreviousVersionFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        findVersion = application.files().findVersion();
        answers = new LargeResponses(application.files().contents());
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.head(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var time = request.requiredNumber("updatetime");
        var version = findVersion.before(caller, key, time).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        return answers.portalDownload(request, key, version, LargeResponses.linkPath(key, "before", time));
    }
}
