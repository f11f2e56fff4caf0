package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * POST /userdata/upload-file: stores one version. The file name comes from the query; the name in the part is ignored.
 */
public final class AppUploadFileFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final StoreFile storeFile;

    public AppUploadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public AppUploadFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.deviceAuthenticator();
        storeFile = application.files().storeFile();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request, RequestedFile.head(request));
        var name = request.parameter("name");
        var key = FileKey.parse(request.parameter("type"), name);
        var version = storeFile.store(
                caller, key, request.part(), request.number("clienttime").orElse(0L));
        // Android accepts gzip here but then parses the raw bytes, so the response must not be compressed.
        return Response.json(View.of(version, name)).uncompressed();
    }

    record View(
            long filesize,
            long zipfilesize,
            long updatetime,
            long clienttime,
            String type,
            String name,
            String status) {
        /** Creates the response with the file name as the app sent it. */
        static View of(FileVersion version, String name) {
            return new View(
                    version.size(),
                    version.gzipSize(),
                    version.updateTime(),
                    version.clientTime(),
                    version.key().type(),
                    name,
                    "ok");
        }
    }
}
