package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.RestoreFile;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.lambda.AppDate;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** GET or POST /mapapi/restore-file: restores a file from the trash as a new version. */
public final class PortalRestoreFileFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final RestoreFile restoreFile;

    public PortalRestoreFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalRestoreFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        restoreFile = application.files().restoreFile();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticateForEffect(request, RequestedFile.row(request));
        var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
        var version = restoreFile.restore(caller, key, request.requiredNumber("updatetime"));
        return Response.json(View.of(caller.account().id(), version));
    }

    /** The file object of docs/protocol/portal-files.md#list-files-on-the-web. */
    record View(
            int userid,
            long id,
            int deviceid,
            long filesize,
            String type,
            String name,
            String updatetime,
            long updatetimems,
            long clienttimems,
            long zipSize) {
        static View of(AccountId account, FileVersion version) {
            return new View(
                    account.value(),
                    version.updateTime(),
                    version.device().value(),
                    Math.min(version.size(), Integer.MAX_VALUE),
                    version.key().type(),
                    version.key().listedName(),
                    AppDate.of(version.updateTime()),
                    version.updateTime(),
                    version.clientTime(),
                    version.gzipSize());
        }
    }
}
