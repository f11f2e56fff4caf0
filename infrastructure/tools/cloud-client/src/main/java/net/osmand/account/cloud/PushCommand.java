package net.osmand.account.cloud;

import java.util.concurrent.Callable;
import net.osmand.account.cloud.sync.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Uploads a folder's files to the cloud and downloads nothing. */
@Command(
        name = "push",
        description = "Sends a folder's files to the cloud. Receives nothing.",
        mixinStandardHelpOptions = true)
final class PushCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private Transfer transfer = new Transfer();

    PushCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        return transfer.run(cloud, Mode.PUSH);
    }
}
