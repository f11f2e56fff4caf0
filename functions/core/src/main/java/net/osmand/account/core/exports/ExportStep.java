package net.osmand.account.core.exports;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.exports.Export.Work;

/**
 * Works on an export for some minutes and then queues the next step. A step that crashed can be repeated, because the
 * parts of an upload depend only on the plan.
 */
public final class ExportStep {
    /** More steps than an export of one terabyte needs. */
    private static final int MAX_STEPS = 1000;

    private static final int MAX_TRIES = 5;
    private static final int NAMED_MISSING = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final AccountFiles files;
    private final ArchiveStore store;
    private final Exports exports;
    private final ExportQueue queue;
    private final ParallelReader reads;
    private final Duration budget;
    private final ExportDoneListener listener;
    private final Clock clock;

    /**
     * Creates the use case.
     *
     * @param readsAtOnce number of small files to read in parallel
     * @param budget time after which no further part is started
     */
    public ExportStep(
            AccountFiles files,
            ArchiveStore store,
            Exports exports,
            ExportQueue queue,
            int readsAtOnce,
            Duration budget,
            ExportDoneListener listener,
            Clock clock) {
        this.files = files;
        this.store = store;
        this.exports = exports;
        this.queue = queue;
        reads = new ParallelReader(store, readsAtOnce);
        this.budget = budget;
        this.listener = listener;
        this.clock = clock;
    }

    /** Runs a step for as long as the budget allows, and makes at least one part. */
    public void run(ExportStepMessage message) {
        var found = exports.find(message.account()).filter(export -> export.id().equals(message.export()));
        if (found.isEmpty()) {
            store.remove(message.account(), message.export());
            return;
        }
        var export = found.get();
        if (export.state() == State.DONE) {
            // The step that finished the export may have crashed before it called the listener.
            listener.done(export);
        } else if (export.state() == State.FAILED) {
            listener.failed(export);
        }
        if (!export.isActive() || message.step() < export.step() - 1) {
            return;
        }
        if (message.step() == export.step() - 1) {
            // This step is complete but may have crashed before it queued the next one.
            queue.send(ExportStepMessage.of(export), Duration.ZERO);
            return;
        }
        if (export.step() >= MAX_STEPS) {
            fail(export);
            return;
        }
        var left = work(export);
        if (left.isPresent()) {
            var next = left.get().atStep(export.step() + 1, clock.millis());
            if (exports.replace(left.get(), next)) {
                queue.send(ExportStepMessage.of(next), Duration.ZERO);
            }
        }
    }

    /**
     * Queues a failed step again, with a longer delay each time.
     *
     * @return false if the step failed too often; the export fails too
     */
    public boolean retry(ExportStepMessage message) {
        if (message.tries() + 1 < MAX_TRIES) {
            var again = new ExportStepMessage(message.account(), message.export(), message.step(), message.tries() + 1);
            queue.send(again, FIRST_PAUSE.multipliedBy(1L << message.tries()));
            return true;
        }
        exports.find(message.account())
                .filter(export -> export.id().equals(message.export()) && export.isActive())
                .ifPresent(this::fail);
        return false;
    }

    private void fail(Export export) {
        var failed = export.withState(State.FAILED, clock.millis());
        if (exports.replace(export, failed)) {
            listener.failed(failed);
        }
        cleanUpIfUnwanted(export);
    }

    /** Works on the export until the budget is used up. Empty if nothing is left to do. */
    private Optional<Export> work(Export begun) {
        var deadline = clock.millis() + budget.toMillis();
        var export = Optional.of(begun);
        do {
            export = export.get().state() == State.PREPARING ? prepare(export.get()) : write(export.get(), deadline);
            export = export.filter(Export::isActive);
        } while (export.isPresent() && clock.millis() < deadline);
        return export;
    }

    /** Lists the entries and begins an upload for exactly these entries. */
    private Optional<Export> prepare(Export export) {
        var plan = export.work().map(work -> relist(export, work)).orElseGet(() -> list(export));
        var archive = new Archive(plan.entries(), export.startedAt());
        var key = store.storePlan(export.account(), export.id(), plan.write());
        var upload = store.begin(export.account(), export.id());
        var named = plan.missing().stream().limit(NAMED_MISSING).toList();
        var work = new Work(
                key,
                upload,
                0,
                0,
                plan.entries().size(),
                0,
                archive.size(),
                plan.missing().size(),
                named);
        var running = export.running(work, clock.millis());
        if (exports.replace(export, running)) {
            export.work().ifPresent(old -> store.abort(old.upload()));
            return Optional.of(running);
        }
        store.abort(upload);
        return cleanUpIfUnwanted(export);
    }

    private ExportPlan list(Export export) {
        try (var newest = files.newest(export.account(), export.asOf())) {
            var contents = ArchiveContents.of(newest, export.selection());
            return new ExportPlan(reads.withDetails(contents.entries()), List.of());
        }
    }

    /**
     * Returns the earlier entries without those that have been purged since. Removes all purged entries at once, so
     * they need no further restart.
     */
    private ExportPlan relist(Export export, Work work) {
        var there = new HashSet<String>();
        try (var newest = files.newest(export.account(), export.asOf())) {
            newest.forEach(version -> version.content().ifPresent(content -> there.add(content.objectKey())));
        }
        export.lost().ifPresent(there::remove);
        return ExportPlan.read(store.readPlan(work.plan())).retain(there);
    }

    /** Makes parts until the deadline. After the last part, completes the archive. */
    private Optional<Export> write(Export begun, long deadline) {
        var export = begun;
        var work = export.work().orElseThrow();
        var archive = new Archive(ExportPlan.read(store.readPlan(work.plan())).entries(), export.startedAt());
        var parts = Part.of(archive);
        try {
            for (var made = work.parts(); made < parts.size(); made++) {
                if (made > begun.work().orElseThrow().parts() && clock.millis() >= deadline) {
                    return Optional.of(export);
                }
                var part = parts.get(made);
                make(work.upload(), made + 1, part, archive);
                work = work.after(made + 1, archive.filesBefore(part.end()), part.end());
                var next = export.running(work, clock.millis());
                if (!exports.replace(export, next)) {
                    return cleanUpIfUnwanted(export);
                }
                export = next;
            }
            store.complete(work.upload());
        } catch (ContentPurgedException gone) {
            return restarted(export, Optional.of(gone.content().objectKey()));
        } catch (MultipartUploadEndedException _) {
            if (!store.exists(work.upload(), archive.size())) {
                return restarted(export, Optional.empty());
            }
        }
        var all = work.after(parts.size(), work.filesTotal(), archive.size());
        var done = export.running(all, clock.millis()).withState(State.DONE, clock.millis());
        if (!exports.replace(export, done)) {
            return cleanUpIfUnwanted(export);
        }
        listener.done(done);
        return Optional.empty();
    }

    private void make(MultipartUpload upload, int number, Part part, Archive archive) {
        switch (part) {
            case Part.Filled filled -> store.fill(upload, number, reads.fill(archive, filled.start(), filled.end()));
            case Part.Copied copied -> store.copy(upload, number, copied.content(), copied.offset(), copied.length());
        }
    }

    private Optional<Export> restarted(Export export, Optional<String> lost) {
        var next = export.restarted(lost, clock.millis());
        return exports.replace(export, next) ? Optional.of(next) : cleanUpIfUnwanted(export);
    }

    /**
     * Handles an export that another request changed. Removes its data if the export was cancelled, failed or replaced.
     */
    private Optional<Export> cleanUpIfUnwanted(Export export) {
        var wanted = exports.find(export.account())
                .filter(found -> found.id().equals(export.id()))
                .filter(found -> found.isActive() || found.state() == State.DONE)
                .isPresent();
        if (!wanted) {
            export.work().ifPresent(work -> store.abort(work.upload()));
            store.remove(export.account(), export.id());
        }
        return Optional.empty();
    }
}
