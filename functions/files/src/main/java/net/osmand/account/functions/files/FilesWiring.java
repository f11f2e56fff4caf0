package net.osmand.account.functions.files;

import java.time.Duration;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.EmptyListed;
import net.osmand.account.files.EmptyTrash;
import net.osmand.account.files.FileContents;
import net.osmand.account.files.FileVersions;
import net.osmand.account.files.MapCatalogue;
import net.osmand.account.files.Recount;
import net.osmand.account.files.RestoreFile;
import net.osmand.account.files.StoreFile;
import net.osmand.account.files.Trash;
import net.osmand.account.http.DeviceDoor;
import net.osmand.account.http.Door;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.Accounts;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.AuthenticateSession;
import net.osmand.account.plan.PlanLimits;

/** The use cases of this area, each built from just the adapters it needs. */
final class FilesWiring {
    private final Adapters adapters;
    private final Platform platform;

    FilesWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    Door deviceDoor() {
        return new DeviceDoor(new AuthenticateDevice(adapters.accounts()));
    }

    WebDoor webDoor() {
        return new WebDoor(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                Viewer.of(platform.environment()));
    }

    StoreFile storeFile() {
        return new StoreFile(versions(), contents(), new MapCatalogue(), limits(), platform.clock());
    }

    Trash trash() {
        return new Trash(
                versions(),
                contents(),
                platform.clock(),
                Duration.ofDays(Long.parseLong(platform.variable("TRASH_DAYS"))));
    }

    RestoreFile restoreFile() {
        return new RestoreFile(versions(), contents(), storeFile(), trash(), platform.clock());
    }

    EmptyTrash emptyTrash() {
        return new EmptyTrash(
                versions(), trash(), adapters.emptyTrashJobs(), adapters.emptyTrashTurns(), platform.clock());
    }

    EmptyListed emptyListed() {
        return new EmptyListed(versions(), trash(), emptyTrash(), platform.clock());
    }

    Recount recount() {
        return new Recount(versions(), platform.clock());
    }

    LargeAnswers largeAnswers() {
        return new LargeAnswers(contents());
    }

    Accounts accounts() {
        return adapters.accounts();
    }

    PlanLimits limits() {
        return PlanLimits.of(platform.environment());
    }

    FileVersions versions() {
        return adapters.fileVersions();
    }

    FileContents contents() {
        return adapters.fileContents();
    }
}
