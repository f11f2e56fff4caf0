package net.osmand.account.cloud;

import java.util.concurrent.Callable;
import net.osmand.account.cloud.sync.Mode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes the cloud and a folder equal. */
@Command(name = "sync", description = "Makes the cloud and a folder equal.", mixinStandardHelpOptions = true)
final class SyncCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private Transfer transfer = new Transfer();

    SyncCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        return transfer.run(cloud, Mode.SYNC);
    }
}
