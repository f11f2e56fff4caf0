package net.osmand.account.functions.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.StartExport;
import net.osmand.account.core.exports.StartExport.Started;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestLimits;
import net.osmand.account.lambda.Response;

/** POST /mapapi/download-backup: a small archive at once, or 202 and where the work on a large one can be followed. */
public final class PortalDownloadBackupFunction extends HttpFunction {
    private static final String ZIP = "application/zip";

    private final Authenticator authenticator;
    private final StartExport startExport;

    public PortalDownloadBackupFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadBackupFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        startExport = application.files().startExport();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var keys = request.body().length == 0
                ? Optional.<Stream<String>>empty()
                : Optional.of(Stream.of(request.json(String[].class, RequestLimits.EXPORT_KEYS)));
        return switch (startExport.start(caller, ExportSelection.of(request, keys))) {
            case Started.Made made ->
                Response.bytes(
                        made.archive(), ZIP, Map.of("Content-Disposition", "attachment; filename=" + made.fileName()));
            case Started.UnderWay work -> {
                var status = "/v1/exports/" + work.export().id();
                yield Response.accepted(URI.create(status), new View(status));
            }
        };
    }

    record View(@JsonProperty("status_url") String statusUrl) {}
}
