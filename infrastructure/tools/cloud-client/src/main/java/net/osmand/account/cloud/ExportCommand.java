package net.osmand.account.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.archive.ArchiveExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Downloads the whole account as one archive. */
@Command(name = "export", description = "Downloads the account as one archive.", mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Parameters(paramLabel = "FILE", description = "Where to write it: a name with .osf or .zip at its end.")
    private Path file = Path.of("");

    ExportCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        try {
            var count = new ArchiveExport(cloud.api(profile.name()), cloud.sleeper()).run(file.toAbsolutePath());
            cloud.terminal().out().printf("%d files are in %s.%n", count, file);
            return ExitCode.DONE.number();
        } catch (IOException e) {
            throw new CloudException(ExitCode.DISK, "The archive cannot be written: %s".formatted(e.getMessage()), e);
        }
    }
}
