package net.osmand.account.cloud;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.archive.ArchiveImport;
import net.osmand.account.cloud.sync.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores the files of an archive in the cloud. */
@Command(name = "import", description = "Stores an archive's files in the cloud.", mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Parameters(paramLabel = "FILE", description = "An .osf or .zip file.")
    private Path file = Path.of("");

    @Option(
            names = "--only",
            paramLabel = "TYPES",
            split = ",",
            description = "Types with commas between them, such as GPX,FAVOURITES (default: all).")
    private Set<String> types = new TreeSet<>();

    ImportCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        var progress = new Progress(cloud.terminal(), false);
        var outcome =
                new ArchiveImport(cloud.api(profile.name()), cloud.clock(), cloud.sleeper(), progress).run(file, types);
        progress.erase();
        outcome.failures()
                .forEach(failure -> cloud.terminal().err().println(failure.path() + ": " + failure.sentence()));
        cloud.terminal()
                .out()
                .printf(
                        "Stored: %d, in the cloud already: %d, failed: %d.%n",
                        outcome.stored(), outcome.same(), outcome.failures().size());
        if (outcome.failures().isEmpty()) {
            return ExitCode.DONE.number();
        }
        var allQuota = outcome.failures().stream().allMatch(Report.Failure::quota);
        return (allQuota ? ExitCode.REFUSED : ExitCode.INCOMPLETE).number();
    }
}
