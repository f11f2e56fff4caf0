package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FindVersion;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /v1/files/link: returns a presigned S3 URL of a version, for files of any size, valid for 15 minutes. */
public final class FileLinkFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final FindVersion findVersion;
    private final FileContents contents;

    public FileLinkFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public FileLinkFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        findVersion = application.files().findVersion();
        contents = application.files().contents();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.row(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var time = request.number("updatetime");
        var version = request.number("before")
                .map(before -> findVersion.before(caller, key, before))
                .orElseGet(() -> time.map(at -> findVersion.at(caller, key, at))
                        .orElseGet(() -> findVersion.current(caller, key)))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        var content = version.content().orElseThrow(() -> new ProblemException(Problem.FILE_NOT_AVAILABLE));
        var link = contents.link(content, LargeResponses.fileName(key));
        return Response.json(FileLink.of(link.toString(), version)).with("Cache-Control", "no-store");
    }

    /** Sizes in bytes, {@code updatetime} in epoch milliseconds. The URL returns gzip with {@code Content-Encoding}. */
    record FileLink(String url, long filesize, long zipfilesize, long updatetime) {
        static FileLink of(String url, FileVersion version) {
            return new FileLink(url, version.size(), version.gzipSize(), version.updateTime());
        }
    }
}
