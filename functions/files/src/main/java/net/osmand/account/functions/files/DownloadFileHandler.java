package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.core.files.FindVersion;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * Downloads the newest version of a file, or the one of a given time. The app's and the portal's routes differ in how they
 * authenticate and in what they do with a large file.
 */
abstract class DownloadFileHandler extends HttpFunction {
    private final Authenticator authenticator;
    private final FindVersion findVersion;
    private final LargeResponses responses;
    private final Problem unknownFile;

    DownloadFileHandler(Authenticator authenticator, Application application, Problem unknownFile) {
        this.authenticator = authenticator;
        this.unknownFile = unknownFile;
        findVersion = application.files().findVersion();
        responses = new LargeResponses(application.files().contents());
    }

    @Override
    protected final Response answer(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.row(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var version = request.number("updatetime")
                .map(time -> findVersion.at(caller, key, time))
                .orElseGet(() -> findVersion.current(caller, key))
                .orElseThrow(() -> new ProblemException(unknownFile));
        return answer(responses, request, key, version);
    }

    /** Returns the content of a version, or says how a client gets it. */
    abstract Response answer(LargeResponses responses, Request request, FileKey key, FileVersion version);
}
