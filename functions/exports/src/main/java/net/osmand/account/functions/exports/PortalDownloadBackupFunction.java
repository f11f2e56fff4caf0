package net.osmand.account.functions.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.ArchiveNotice;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.FolderArchive;
import net.osmand.account.core.exports.MailArchive;
import net.osmand.account.core.exports.StartExport;
import net.osmand.account.core.exports.StartExport.Started;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.WebErrorException;
import net.osmand.account.core.values.WebErrorException.Reason;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestLimits;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.Response;

/**
 * POST /mapapi/download-backup: returns a small archive immediately, or 202 with the location of the export's status.
 * The public web client treats 202 as neither an error nor a file, so it gets a sentence, and its user a mail with the
 * link. POST /mapapi/download-backup-folder: returns an archive of the files below a folder, or an error if it is too
 * large.
 */
public final class PortalDownloadBackupFunction extends HttpFunction {
    private static final String ZIP = "application/zip";

    private final Authenticator authenticator;
    private final StartExport startExport;
    private final MailArchive mailArchive;
    private final FolderArchive folderArchive;
    private final RequestOrigin origin;

    public PortalDownloadBackupFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadBackupFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        startExport = application.exports().startExport();
        mailArchive = application.exports().mailArchive();
        folderArchive = application.portalFiles().folderArchive();
        origin = application.requestOrigin();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        return request.path().endsWith("-folder") ? folder(request, caller) : backup(request, caller);
    }

    private Response folder(Request request, Caller caller) {
        var format =
                ArchiveFormat.of(request.optional("format").orElse(".osf")).orElseThrow(MalformedRequestException::new);
        var folder = FileKey.parse(request.parameter("type"), request.parameter("folderName"));
        var made = folderArchive.make(caller, folder.type(), folder.name(), format);
        return archive(made.archive(), made.fileName());
    }

    private Response backup(Request request, Caller caller) {
        var keys = request.body().length == 0
                ? Optional.<Stream<String>>empty()
                : Optional.of(Stream.of(request.json(String[].class, RequestLimits.EXPORT_KEYS)));
        return switch (startExport.start(caller, ExportSelection.of(request, keys))) {
            case Started.Completed made -> archive(made.archive(), made.fileName());
            case Started.Running work -> accepted(request, caller, work.export());
        };
    }

    private static Response archive(byte[] archive, String fileName) {
        return Response.bytes(archive, ZIP, Map.of("Content-Disposition", "attachment; filename=" + fileName));
    }

    private Response accepted(Request request, Caller caller, Export export) {
        if (request.isOfPublicClient()) {
            mailArchive.ask(export, new ArchiveNotice(caller.device().language(), origin.publicOrigin(request)));
            throw new WebErrorException(Reason.BACKUP_UNDER_WAY);
        }
        var status = "/v1/exports/" + export.id();
        return Response.accepted(URI.create(status), new View(status));
    }

    record View(@JsonProperty("status_url") String statusUrl) {}
}
