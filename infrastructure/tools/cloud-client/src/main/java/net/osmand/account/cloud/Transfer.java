package net.osmand.account.cloud;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderWatch;
import net.osmand.account.cloud.sync.Events;
import net.osmand.account.cloud.sync.Mode;
import net.osmand.account.cloud.sync.Report;
import net.osmand.account.cloud.sync.Sync;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and the implementation of sync, pull and push. */
final class Transfer {
    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Parameters(paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of(".");

    @Option(names = "--dry-run", description = "Shows what would be done, and does nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Writes one JSON object a line.")
    private boolean json;

    @Option(names = "--verbose", description = "Writes a line for each file.")
    private boolean verbose;

    @Option(names = "--watch", description = "Runs until it is stopped, after each local change and at an interval.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How often --watch asks the cloud (default: ${DEFAULT-VALUE}).")
    private int interval = 60;

    int run(OsmandCloud cloud, Mode mode) {
        if (interval < 1) {
            throw new CloudException(ExitCode.USAGE, "The interval must be 1 second or longer. Add --help for help.");
        }
        if (dryRun) {
            return dryRun(cloud, mode);
        } else if (watch) {
            return watch(cloud, mode);
        }
        return once(cloud, mode);
    }

    private Sync sync(OsmandCloud cloud, Events events) {
        return new Sync(
                cloud.api(profile.name()),
                new Folder(folder.toAbsolutePath().normalize()),
                cloud.clock(),
                cloud.sleeper(),
                events);
    }

    private int dryRun(OsmandCloud cloud, Mode mode) {
        var out = cloud.terminal().out();
        var actions = sync(cloud, Events.NONE).plan(mode);
        actions.forEach(action -> {
            if (json) {
                new JsonLines(out).wouldDo(action);
            } else {
                out.println(action.verb() + ": " + action.path());
            }
        });
        if (!json) {
            out.printf("%d files would be changed.%n", actions.size());
        }
        return ExitCode.DONE.number();
    }

    private int once(OsmandCloud cloud, Mode mode) {
        var out = cloud.terminal().out();
        if (json) {
            var lines = new JsonLines(out);
            var report = sync(cloud, lines).run(mode);
            lines.finished(report);
            return report.exitCode().number();
        }
        var progress = new Progress(cloud.terminal(), verbose);
        try {
            var report = sync(cloud, progress).run(mode);
            progress.erase();
            out.println(summary(report));
            report.conflicts().forEach(copy -> out.println("Both sides had changed. The other content is in " + copy));
            return report.exitCode().number();
        } finally {
            progress.erase();
        }
    }

    private static String summary(Report report) {
        var done = report.counts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> count.getKey() + ": " + count.getValue())
                .collect(Collectors.joining(", "));
        var failed = report.failures().isEmpty()
                ? ""
                : ", failed: " + report.failures().size();
        var skipped = report.skippedFiles() == 0 ? "" : ", changed during the run: " + report.skippedFiles();
        return (done.isEmpty() ? "Nothing to do" : "Done: " + done) + failed + skipped + ".";
    }

    /** Syncs until the process is stopped. If the server is unreachable, the next interval tries again. */
    private int watch(OsmandCloud cloud, Mode mode) {
        try (var watched = FolderWatch.of(folder.toAbsolutePath().normalize())) {
            do {
                onceIfReachable(cloud, mode);
            } while (watched.await(Duration.ofSeconds(interval)) != FolderWatch.Wake.INTERRUPTED);
            return ExitCode.DONE.number();
        } catch (IOException e) {
            throw new CloudException(ExitCode.DISK, "The folder cannot be watched: %s.".formatted(e.getMessage()), e);
        }
    }

    private void onceIfReachable(OsmandCloud cloud, Mode mode) {
        try {
            once(cloud, mode);
        } catch (CloudException e) {
            if (e.exitCode() != ExitCode.NO_SERVER) {
                throw e;
            }
            cloud.terminal().err().println(e.sentence());
        }
    }
}
