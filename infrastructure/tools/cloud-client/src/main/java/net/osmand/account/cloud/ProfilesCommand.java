package net.osmand.account.cloud;

import java.util.concurrent.Callable;
import net.osmand.account.cloud.api.ExitCode;
import picocli.CommandLine.Command;

/** Lists the sign-ins of this computer. */
@Command(name = "profiles", description = "Lists the sign-ins.", mixinStandardHelpOptions = true)
final class ProfilesCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    ProfilesCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        for (var name : cloud.profiles().names()) {
            var session = cloud.profiles().session(name);
            cloud.terminal().out().printf("%s: %s at %s%n", name, session.email(), session.server());
        }
        return ExitCode.DONE.number();
    }
}
