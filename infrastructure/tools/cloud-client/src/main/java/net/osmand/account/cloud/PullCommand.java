package net.osmand.account.cloud;

import java.util.concurrent.Callable;
import net.osmand.account.cloud.sync.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Downloads the cloud's files into a folder and uploads nothing. */
@Command(
        name = "pull",
        description = "Brings the cloud's files into a folder. Sends nothing.",
        mixinStandardHelpOptions = true)
final class PullCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private Transfer transfer = new Transfer();

    PullCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        return transfer.run(cloud, Mode.PULL);
    }
}
