package net.osmand.account.functions.files;

import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersions;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.problem.Problem;
import net.osmand.account.problem.Refused;

/** GET /userdata/download-file: the stored gzip, as it was uploaded; large ones by redirect to S3. */
public final class DownloadFileFunction extends HttpFunction {
    private final Door door;
    private final FileVersions versions;
    private final LargeAnswers answers;

    public DownloadFileFunction() {
        this(Platform.ofProcess());
    }

    public DownloadFileFunction(Platform platform) {
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
                .orElseThrow(() -> new Refused(Problem.FILE_NOT_AVAILABLE));
        return answers.download(request, key, version);
    }
}
