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

/** GET /userdata/download-file: the stored gzip, as it was uploaded; large ones by redirect to S3. */
public final class AppDownloadFileFunction extends HttpFunction {
    private final Authenticator door;
    private final FileVersions versions;
    private final LargeResponses answers;

    public AppDownloadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppDownloadFileFunction(LambdaEnvironment platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
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
                .orElseThrow(() -> new ProblemException(Problem.FILE_NOT_AVAILABLE));
        return answers.download(request, key, version);
    }
}
