package net.osmand.account.functions.exports;

import java.util.Map;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.FolderArchive;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** POST /mapapi/download-backup-folder: an archive of the files below a folder. */
public final class PortalDownloadFolderFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final FolderArchive folderArchive;

    public PortalDownloadFolderFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadFolderFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        folderArchive = application.portalFiles().folderArchive();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticate(request);
        var format =
                ArchiveFormat.of(request.optional("format").orElse(".osf")).orElseThrow(MalformedRequestException::new);
        var folder = FileKey.parse(request.parameter("type"), request.parameter("folderName"));
        var made = folderArchive.make(caller, folder.type(), folder.name(), format);
        return Response.bytes(
                made.archive(),
                "application/zip",
                Map.of("Content-Disposition", "attachment; filename=" + made.fileName()));
    }
}
