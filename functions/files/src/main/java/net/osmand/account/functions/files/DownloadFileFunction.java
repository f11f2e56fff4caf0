package net.osmand.account.functions.files;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileContents;
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
    /** A larger answer might not fit through Lambda as base64. */
    private static final long LARGEST_INLINE = 4L << 20;

    private static final String BYTES = "application/octet-stream";

    private final Door door;
    private final FileVersions versions;
    private final FileContents contents;

    public DownloadFileFunction() {
        this(Platform.ofProcess());
    }

    public DownloadFileFunction(Platform platform) {
        var wiring = new FilesWiring(platform);
        door = wiring.deviceDoor();
        versions = wiring.versions();
        contents = wiring.contents();
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
        var content = version.content().orElseThrow(() -> new Refused(Problem.FILE_NOT_AVAILABLE));
        var fileName = key.name().substring(key.name().lastIndexOf('/') + 1);
        if (version.gzipSize() > LARGEST_INLINE) {
            return Response.redirect(contents.link(content, fileName), Map.of("Content-Encoding", "gzip"));
        }
        var disposition = "attachment; filename="
                + URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        var headers = Map.of("Content-Disposition", disposition);
        return request.acceptsGzip()
                ? Response.gzip(contents.read(content), BYTES, headers)
                : Response.gunzipped(contents.read(content), BYTES, headers);
    }
}
