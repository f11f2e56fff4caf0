package net.osmand.account.cloud.sync;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.osmand.account.cloud.api.CloudApi;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.RefusedException;
import net.osmand.account.cloud.api.RetryingExchange.Sleeper;
import net.osmand.account.cloud.folder.Folder;
import net.osmand.account.cloud.folder.FolderLock;
import net.osmand.account.cloud.folder.FolderState;
import net.osmand.account.cloud.sync.Compare.Plan;

/** Makes the cloud and a folder equal, in one or both directions. */
public final class Sync {
    /** After this number of own changes the run polls again, so that the next run has few changes to skip. */
    private static final int MANY = 100;

    private static final Set<ExitCode> FATAL =
            Set.of(ExitCode.NO_SERVER, ExitCode.NOT_SIGNED_IN, ExitCode.DISK, ExitCode.FAULT);

    private final CloudApi api;
    private final Folder folder;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Events events;

    public Sync(CloudApi api, Folder folder, Clock clock, Sleeper sleeper, Events events) {
        this.api = api;
        this.folder = folder;
        this.clock = clock;
        this.sleeper = sleeper;
        this.events = events;
    }

    /** Lists the actions of a run. Changes neither side nor the folder's state. */
    public List<Action> plan(Mode mode) {
        try (var state = FolderState.open(folder, api.session(), true, clock.millis())) {
            Poll.update(api, state, clock);
            return sorted(Compare.plan(folder, state, mode, clock).actions());
        } catch (IOException e) {
            throw Disk.failed(e);
        }
    }

    /** Transfers all differences. */
    public Report run(Mode mode) {
        try (var _ = FolderLock.of(folder);
                var state = FolderState.open(folder, api.session(), false, clock.millis())) {
            folder.emptyOldTrash(clock.instant());
            folder.removeLeftovers(clock.instant());
            Poll.update(api, state, clock);
            var plan = Compare.plan(folder, state, mode, clock);
            events.planned(
                    plan.actions().size(),
                    plan.actions().stream().mapToLong(Action::bytes).sum());
            var report = new Report();
            perform(plan, state, mode, report);
            if (report.count("upload") + report.count("delete in the cloud") + report.count("rename") >= MANY) {
                Poll.update(api, state, clock);
            }
            return report;
        } catch (UncheckedIOException e) {
            throw Disk.failed(e);
        } catch (IOException e) {
            throw Disk.failed(e);
        }
    }

    private void perform(Plan plan, FolderState state, Mode mode, Report report) {
        var copies = new ConflictCopies(folder, state, plan, mode, report);
        var downloader = new Downloader(api, folder, events);
        var uploader = new Uploader(api, folder, state, sleeper, events);
        var steps = new Steps(api, folder, state, copies, mode, clock, downloader, uploader);
        var run = new Run(steps, report, events);
        var actions = sorted(plan.actions());
        for (var phase = 0; phase <= LAST_PHASE; phase++) {
            var current = phase;
            var work = new ArrayList<>(
                    actions.stream().filter(action -> phase(action) == current).toList());
            work.addAll(copies.takeUploads());
            Workers.run(work, run::perform);
        }
    }

    private static final int LAST_PHASE = 3;

    /**
     * Returns the phase of an action. Downloads and uploads come before deletions, so a crash never loses the last
     * copy.
     */
    private static int phase(Action action) {
        return switch (action) {
            case Action.Download _, Action.KeepBoth _, Action.Recover _ -> 0;
            case Action.Upload _, Action.Rename _ -> 1;
            case Action.DeleteRemote _ -> 2;
            case Action.TrashLocal _ -> LAST_PHASE;
        };
    }

    private static List<Action> sorted(List<Action> actions) {
        return actions.stream()
                .sorted(Comparator.comparingInt(Sync::phase).thenComparing(Action::path))
                .toList();
    }

    /** One run, which decides which failures end it. */
    private record Run(Steps steps, Report report, Events events, Set<String> refusedTypes) {
        Run(Steps steps, Report report, Events events) {
            this(steps, report, events, ConcurrentHashMap.newKeySet());
        }

        void perform(Action action) {
            var type = action.key().type();
            if (action instanceof Action.Upload && refusedTypes.contains(type)) {
                failed(action, "the plan does not store files of type " + type, true);
                return;
            }
            try {
                if (steps.perform(action)) {
                    report.done(action);
                    events.done(action);
                } else {
                    report.skipped();
                }
            } catch (RefusedException e) {
                if (e.code() == RefusedException.PLAN) {
                    refusedTypes.add(type);
                }
                failed(action, e.sentence(), e.isQuota());
            } catch (CloudException e) {
                if (FATAL.contains(e.exitCode())) {
                    throw e;
                }
                failed(action, e.sentence(), false);
            } catch (NoSuchFileException _) {
                report.skipped();
            } catch (InterruptedIOException e) {
                throw new CloudException(ExitCode.NO_SERVER, "The run was interrupted.", e);
            } catch (IOException e) {
                if (Disk.isFull(e)) {
                    throw Disk.failed(e);
                }
                failed(action, String.valueOf(e.getMessage()), false);
            }
        }

        private void failed(Action action, String sentence, boolean quota) {
            report.failed(action, sentence, quota);
            events.failed(action, sentence);
        }
    }
}
