package net.osmand.account.functions.files;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /mapapi/download-file: the newest version or that of a time; 404 where the file is not known. */
public final class PortalDownloadFileFunction extends HttpFunction {
    private final Authenticator door;
    private final FileVersions versions;
    private final LargeResponses answers;

    public PortalDownloadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadFileFunction(LambdaEnvironment platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        versions = wiring.versions();
        answers = wiring.largeAnswers();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var history = versions.history(account, key);
        var version = request.number("updatetime")
                .map(history::at)
                .orElseGet(history::newest)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        var link = LargeResponses.linkPath(key, "updatetime", version.updateTime());
        return answers.portalDownload(request, key, version, link);
    }
}
