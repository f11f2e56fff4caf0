package net.osmand.account.cloud;

import java.util.concurrent.Callable;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends this computer's access on the server and deletes the stored sign-in. */
@Command(name = "logout", description = "Ends this computer's access.", mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    LogoutCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        var api = cloud.api(profile.name());
        try {
            api.account().revoke();
        } catch (CloudException e) {
            if (e.exitCode() != ExitCode.NOT_SIGNED_IN) {
                throw e;
            }
            // The server has already ended the access.
        }
        cloud.profiles().delete(profile.name());
        cloud.terminal().out().println("Signed out.");
        return ExitCode.DONE.number();
    }
}
