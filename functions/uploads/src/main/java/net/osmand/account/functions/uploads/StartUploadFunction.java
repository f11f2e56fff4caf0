package net.osmand.account.functions.uploads;

import java.util.Optional;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.StartUpload;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/** POST /v1/uploads: starts an upload. Returns 201 with the addresses for its bytes. */
public final class StartUploadFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final StartUpload startUpload;
    private final UploadProgress progress;

    public StartUploadFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public StartUploadFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        startUpload = application.uploads().startUpload();
        progress = application.uploads().uploadProgress();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var body = request.json(Body.class);
        var upload = startUpload.start(caller, body.key(), body.bytes(), body.checksum(), body.clienttime());
        return Response.json(201, UploadView.of(progress.begun(upload)))
                .with("Location", "/v1/uploads/" + upload.id())
                .with("Cache-Control", "no-store");
    }

    /** The file to upload. */
    record Body(
            @Nullable String name,
            @Nullable String type,
            long size,
            @Nullable String sha256,
            long clienttime) {
        FileKey key() {
            return FileKey.parse(present(type), present(name));
        }

        long bytes() {
            if (size < 1) {
                throw new MalformedRequestException();
            }
            return size;
        }

        /** Returns the checksum, which an upload in parts does not need: each part has its own. */
        Optional<String> checksum() {
            return sha256 == null && size > StartUpload.PART_BYTES
                    ? Optional.empty()
                    : Optional.of(Sha256.checked(sha256));
        }

        private static String present(@Nullable String text) {
            return Optional.ofNullable(text)
                    .filter(some -> !some.isEmpty())
                    .orElseThrow(MalformedRequestException::new);
        }
    }
}
