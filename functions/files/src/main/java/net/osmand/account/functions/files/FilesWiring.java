package net.osmand.account.functions.files;

import java.time.Duration;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.FileContents;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.MapCatalogue;
import net.osmand.account.files.StoreFile;
import net.osmand.account.files.Trash;
import net.osmand.account.http.Request;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.Caller;

/** The use cases of this area, each built from just the adapters it needs. */
final class FilesWiring {
    private final Adapters adapters;
    private final Platform platform;

    FilesWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    /** Lets the app in by the two parameters that it sends everywhere. */
    Door door() {
        var authenticate = new AuthenticateDevice(adapters.accounts());
        return request -> authenticate.authenticate(request.parameter("deviceid"), request.parameter("accessToken"));
    }

    StoreFile storeFile() {
        return new StoreFile(versions(), contents(), new MapCatalogue(), platform.clock());
    }

    Trash trash() {
        return new Trash(
                versions(),
                contents(),
                platform.clock(),
                Duration.ofDays(Long.parseLong(platform.variable("TRASH_DAYS"))));
    }

    FileVersions versions() {
        return adapters.fileVersions();
    }

    FileContents contents() {
        return adapters.fileContents();
    }

    /** Finds who calls, or refuses with 105. */
    interface Door {
        Caller open(Request request);
    }
}
