package net.osmand.account.functions.uploads;

import java.time.Duration;
import java.util.List;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.MapCatalogue;
import net.osmand.account.files.StoreFile;
import net.osmand.account.http.Door;
import net.osmand.account.http.Request;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.AuthenticateSession;
import net.osmand.account.plan.PlanLimits;
import net.osmand.account.uploads.AbandonUpload;
import net.osmand.account.uploads.CheckUpload;
import net.osmand.account.uploads.CompleteUpload;
import net.osmand.account.uploads.StartUpload;
import net.osmand.account.uploads.UploadProgress;

/** The use cases of this area, each built from just the adapters it needs. */
final class UploadsWiring {
    /** Ends two minutes before its function would. */
    private static final Duration LONGEST_READING = Duration.ofMinutes(13);

    private final Adapters adapters;
    private final Platform platform;

    UploadsWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    Door webDoor() {
        return new WebDoor(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                Viewer.of(platform.environment()));
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

    AbandonUpload abandon() {
        return new AbandonUpload(adapters.uploads(), adapters.transfers(), platform.clock());
    }

    /** The third step of {@code /v1/uploads/{id}} and what lies below it. */
    static String id(Request request) {
        return List.of(request.path().split("/", -1)).get(3);
    }
}
