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

/** GET /mapapi/download-file-from-prev-version: the newest content older than a time, such as a deletion's. */
public final class DownloadPreviousVersionFunction extends HttpFunction {
    private final Door door;
    private final FileVersions versions;
    private final LargeAnswers answers;

    public DownloadPreviousVersionFunction() {
        this(Platform.ofProcess());
    }

    public DownloadPreviousVersionFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.webDoor();
        versions = wiring.versions();
        answers = wiring.largeAnswers();
    }

    @Override
    protected Response answer(Request request) {
        var account = door.open(request).account().id();
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var version = versions.history(account, key)
                .before(request.requiredNumber("updatetime"))
                .orElseThrow(() -> new Refused(Problem.NOT_FOUND));
        return answers.download(request, key, version);
    }
}
