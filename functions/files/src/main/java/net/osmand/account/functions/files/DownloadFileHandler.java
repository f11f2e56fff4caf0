package net.osmand.account.functions.files;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.core.files.FindVersion;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * Downloads the newest version of a file, or the version of a given time. The app's and the portal's routes differ in
 * their authentication and in the response for a large file.
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
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.row(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var version = request.number("updatetime")
                .map(time -> findVersion.at(caller, key, time))
                .orElseGet(() -> findVersion.current(caller, key))
                .orElseThrow(() -> new ProblemException(unknownFile));
        return handle(responses, request, key, version);
    }

    /** Returns the current version of a file that is not in the request's parameters; empty if the file is not live. */
    final Optional<FileVersion> live(Request request, FileKey key) {
        return findVersion.live(authenticator.authenticate(request, Optional.of(FileRead.head(key))), key);
    }

    final LargeResponses responses() {
        return responses;
    }

    /** Returns the content of a version, or how a client gets it. */
    abstract Response handle(LargeResponses responses, Request request, FileKey key, FileVersion version);
}
