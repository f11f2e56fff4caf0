package net.osmand.account.functions.files;

import java.time.Duration;
import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.files.EmptySelected;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.core.files.RestoreFile;
import net.osmand.account.core.files.StoreFile;
import net.osmand.account.core.files.Trash;
import net.osmand.account.core.files.UsageReconciler;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.DeviceAuthenticator;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/** The use cases of this area, each built from just the adapters it needs. */
final class FilesWiring {
    private final Application adapters;
    private final LambdaEnvironment platform;

    FilesWiring(LambdaEnvironment platform) {
        this.platform = platform;
        adapters = new Application(platform);
    }

    Authenticator deviceDoor() {
        return new DeviceAuthenticator(new AuthenticateDevice(adapters.accounts()));
    }

    SessionAuthenticator webDoor() {
        return new SessionAuthenticator(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                RequestOrigin.of(platform.environment()));
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

    EmptySelected emptyListed() {
        return new EmptySelected(versions(), trash(), emptyTrash(), platform.clock());
    }

    UsageReconciler recount() {
        return new UsageReconciler(versions(), platform.clock());
    }

    LargeResponses largeAnswers() {
        return new LargeResponses(contents());
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
