package net.osmand.account.core.exports;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Tells how far an export is, and where its archive lies; cancels it. */
public final class ExportStatus {
    /** The lifecycle rule removes archives after a day. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Exports exports;
    private final ArchiveStore store;
    private final ExportQueue turns;
    private final Clock clock;

    public ExportStatus(Exports exports, ArchiveStore store, ExportQueue turns, Clock clock) {
        this.exports = exports;
        this.store = store;
        this.turns = turns;
        this.clock = clock;
    }

    /** As somebody sees it who asks. */
    public enum Stage {
        PREPARING,
        RUNNING,
        DONE,
        EXPIRED,
        CANCELLED,
        FAILED
    }

    /**
     * How far it is.
     *
     * @param url to the archive for 15 minutes, once it is done
     */
    public record Report(Export export, Stage stage, Optional<URI> url) {}

    /**
     * Looks, and sends a message again that may have been lost.
     *
     * @throws ProblemException 404 where the account has no such export
     */
    public Report report(AccountId account, String id) {
        var export = find(account, id);
        var idle = clock.millis() - export.movedAt();
        var stage = stage(export, idle);
        if (export.isActive() && stage != Stage.FAILED && idle > StartExport.IDLE.toMillis()) {
            turns.send(ExportStepMessage.of(export), Duration.ZERO);
        }
        var url = export.work()
                .filter(work -> stage == Stage.DONE)
                .map(work -> store.link(work.upload(), export.fileName()));
        return new Report(export, stage, url);
    }

    /**
     * A link to the newest archive for 15 minutes.
     *
     * @throws ProblemException 404 if the account has none, or it is not complete or not kept any more
     */
    public URI newestArchive(AccountId account) {
        return exports.find(account)
                .filter(export -> stage(export, clock.millis() - export.movedAt()) == Stage.DONE)
                .flatMap(export -> export.work().map(work -> store.link(work.upload(), export.fileName())))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /**
     * Ends it and removes what it made; one that is done loses its archive.
     *
     * @throws ProblemException 404 where the account has no such export
     */
    public void cancel(AccountId account, String id) {
        var export = find(account, id);
        // Progress is no condition, so another try is needed only where it was prepared or finished meanwhile.
        while (export.state() != State.CANCELLED
                && !exports.replace(export, export.in(State.CANCELLED, clock.millis()))) {
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
