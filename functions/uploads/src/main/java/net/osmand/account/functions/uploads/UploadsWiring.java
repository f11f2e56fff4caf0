package net.osmand.account.functions.uploads;

import java.time.Duration;
import java.util.List;
import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.uploads.CancelUpload;
import net.osmand.account.core.uploads.CheckUpload;
import net.osmand.account.core.uploads.CompleteUpload;
import net.osmand.account.core.uploads.StartUpload;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/** The use cases of this area, each built from just the adapters it needs. */
final class UploadsWiring {
    /** Ends two minutes before its function would. */
    private static final Duration LONGEST_READING = Duration.ofMinutes(13);

    private final Application adapters;
    private final LambdaEnvironment platform;

    UploadsWiring(LambdaEnvironment platform) {
        this.platform = platform;
        adapters = new Application(platform);
    }

    Authenticator webDoor() {
        return new SessionAuthenticator(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                RequestOrigin.of(platform.environment()));
    }

    StartUpload start() {
        var catalogue = new MapCatalogue();
        var storeFile = new StoreFile(
                adapters.fileVersions(),
                adapters.fileContents(),
                catalogue,
                PlanLimits.of(platform.environment()),
                platform.clock());
        return new StartUpload(
                adapters.uploads(),
                adapters.transfers(),
                adapters.fileVersions(),
                storeFile,
                catalogue,
                platform.clock(),
                platform.random());
    }

    UploadProgress progress() {
        return new UploadProgress(adapters.uploads(), adapters.transfers(), platform.clock());
    }

    CompleteUpload complete() {
        return new CompleteUpload(adapters.uploads(), adapters.transfers(), adapters.checks(), platform.clock());
    }

    CheckUpload check() {
        return new CheckUpload(
                adapters.uploads(),
                adapters.transfers(),
                adapters.fileVersions(),
                adapters.fileContents(),
                LONGEST_READING,
                platform.clock());
    }

    CancelUpload abandon() {
        return new CancelUpload(adapters.uploads(), adapters.transfers(), platform.clock());
    }

    /** The third step of {@code /v1/uploads/{id}} and what lies below it. */
    static String id(Request request) {
        return List.of(request.path().split("/", -1)).get(3);
    }
}
