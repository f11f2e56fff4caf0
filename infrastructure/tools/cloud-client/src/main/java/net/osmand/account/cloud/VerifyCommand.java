package net.osmand.account.cloud;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.sync.Events;
import net.osmand.account.cloud.sync.Verify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares cloud and folder byte for byte. */
@Command(name = "verify", description = "Compares cloud and folder byte for byte.", mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final OsmandCloud cloud;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of(".");

    @Option(names = "--json", description = "Writes one JSON object a line.")
    private boolean json;

    VerifyCommand(OsmandCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Integer call() {
        var progress = new Progress(cloud.terminal(), false);
        var events = json ? Events.NONE : progress;
        var outcome = new Verify(
                        cloud.api(profile.name()),
                        new Folder(folder.toAbsolutePath().normalize()),
                        cloud.clock(),
                        events)
                .run();
        progress.erase();
        var exitCode = outcome.differences().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENT;
        if (json) {
            printJson(outcome, exitCode);
        } else {
            var out = cloud.terminal().out();
            outcome.differences().forEach(difference -> out.println(difference.path() + ": " + difference.what()));
            out.printf(
                    "%d files are equal, %d differ, %d public maps are not stored in the cloud.%n",
                    outcome.same(), outcome.differences().size(), outcome.notStored());
        }
        return exitCode.number();
    }

    private void printJson(Verify.Outcome outcome, ExitCode exitCode) {
        var lines = new JsonLines(cloud.terminal().out());
        outcome.differences()
                .forEach(difference -> lines.print(JsonLines.event("difference")
                        .put("path", difference.path())
                        .put("what", difference.what())));
        lines.print(JsonLines.event("finished")
                .put("equal", outcome.same())
                .put("different", outcome.differences().size())
                .put("not_stored", outcome.notStored())
                .put("exit_code", exitCode.number()));
    }
}
