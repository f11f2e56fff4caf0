package net.osmand.account.functions.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.Export.Work;
import net.osmand.account.core.exports.ExportStatus;
import net.osmand.account.core.exports.ExportStatus.Report;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/**
 * GET /v1/exports/{id}: returns the progress of an export, and a new link once it is done. GET /v1/exports/archive
 * redirects to the newest archive. Mails link to it, so a browser without a session is redirected to the account page.
 */
public final class ExportFunction extends HttpFunction {
    private static final URI ACCOUNT_PAGE = URI.create("/map/account/");

    private final SessionAuthenticator authenticator;
    private final ExportStatus status;

    public ExportFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public ExportFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        status = application.exports().exportStatus();
    }

    @Override
    protected Response handle(Request request) {
        if (request.path().equals("/v1/exports/archive")) {
            return authenticator
                    .authenticateIfPossible(request)
                    .map(caller -> Response.redirect(
                            status.newestArchive(caller.account().id()), Map.of()))
                    .orElseGet(() -> Response.redirect(ACCOUNT_PAGE, Map.of()));
        }
        var account = authenticator.authenticate(request).account().id();
        return Response.json(View.of(status.report(account, request.pathStep(3))))
                .with("Cache-Control", "no-store");
    }

    /**
     * The state of an export. Files that were permanently deleted after its start are missing; {@code missing_files}
     * lists the first ones.
     */
    record View(
            String state,
            @JsonProperty("files_done") int filesDone,
            @JsonProperty("files_total") int filesTotal,
            @JsonProperty("bytes_done") long bytesDone,
            @JsonProperty("bytes_total") long bytesTotal,
            int missing,
            @JsonProperty("missing_files") List<Missing> missingFiles,
            @JsonProperty("file_name") String fileName,
            Optional<URI> url) {
        static View of(Report report) {
            var work = report.export().work();
            return new View(
                    report.stage().name().toLowerCase(Locale.ROOT),
                    work.map(Work::filesDone).orElse(0),
                    work.map(Work::filesTotal).orElse(0),
                    work.map(Work::bytesDone).orElse(0L),
                    work.map(Work::bytesTotal).orElse(0L),
                    work.map(Work::missing).orElse(0),
                    work.map(Work::firstMissing).orElse(List.of()).stream()
                            .map(Missing::of)
                            .toList(),
                    report.export().fileName(),
                    report.url());
        }

        record Missing(String type, String name) {
            static Missing of(FileKey key) {
                return new Missing(key.type(), key.name());
            }
        }
    }
}
