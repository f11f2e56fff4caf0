package net.osmand.account.core.exports;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Reports the progress of an export and the link to its archive, and cancels exports. */
public final class ExportStatus {
    /** The lifecycle rule removes archives after one day. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Exports exports;
    private final ArchiveStore store;
    private final ExportQueue queue;
    private final Clock clock;

    public ExportStatus(Exports exports, ArchiveStore store, ExportQueue queue, Clock clock) {
        this.exports = exports;
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /** State of an export as reported to clients. */
    public enum Stage {
        PREPARING,
        RUNNING,
        DONE,
        EXPIRED,
        CANCELLED,
        FAILED
    }

    /**
     * Progress of an export.
     *
     * @param url link to the archive, valid for 15 minutes, once the export is done
     */
    public record Report(Export export, Stage stage, Optional<URI> url) {}

    /**
     * Reports the progress of an export. If it is idle, queues its step again, because the message may be lost.
     *
     * @throws ProblemException 404 if the account has no such export
     */
    public Report report(AccountId account, String id) {
        var export = find(account, id);
        var idle = clock.millis() - export.lastProgressAt();
        var stage = stage(export, idle);
        if (export.isActive() && stage != Stage.FAILED && idle > StartExport.IDLE.toMillis()) {
            queue.send(ExportStepMessage.of(export), Duration.ZERO);
        }
        var url = export.work()
                .filter(work -> stage == Stage.DONE)
                .map(work -> store.link(work.upload(), export.fileName()));
        return new Report(export, stage, url);
    }

    /**
     * Returns a link to the newest archive that is valid for 15 minutes.
     *
     * @throws ProblemException 404 if the account has no archive, or it is not complete or no longer kept
     */
    public URI newestArchive(AccountId account) {
        return exports.find(account)
                .filter(export -> stage(export, clock.millis() - export.lastProgressAt()) == Stage.DONE)
                .flatMap(export -> export.work().map(work -> store.link(work.upload(), export.fileName())))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /**
     * Cancels an export and removes its data. A finished export loses its archive.
     *
     * @throws ProblemException 404 if the account has no such export
     */
    public void cancel(AccountId account, String id) {
        var export = find(account, id);
        // Progress does not cause a retry. Only a concurrent change of the state or the upload does.
        while (export.state() != State.CANCELLED
                && !exports.replace(export, export.withState(State.CANCELLED, clock.millis()))) {
            export = find(account, id);
        }
        export.work().ifPresent(work -> store.abort(work.upload()));
        store.remove(account, id);
    }

    private Export find(AccountId account, String id) {
        return exports.find(account)
                .filter(export -> export.id().equals(id))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private static Stage stage(Export export, long idle) {
        return switch (export.state()) {
            case PREPARING -> idle > StartExport.ABANDONED.toMillis() ? Stage.FAILED : Stage.PREPARING;
            case RUNNING -> idle > StartExport.ABANDONED.toMillis() ? Stage.FAILED : Stage.RUNNING;
            case DONE -> idle > KEPT.toMillis() ? Stage.EXPIRED : Stage.DONE;
            case CANCELLED -> Stage.CANCELLED;
            case FAILED -> Stage.FAILED;
        };
    }
}
