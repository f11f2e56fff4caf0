package net.osmand.account.core.exports;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import net.osmand.account.core.exports.Export.State;
import net.osmand.account.core.exports.Export.Work;
import net.osmand.account.core.testing.TestClock;

/** The use cases of exports for one account, with in-memory ports and a folder as the archive store. */
final class ExportTestBed {
    static final int READS_AT_ONCE = 4;

    final TestUser person;
    final FolderArchiveStore store;
    final InMemoryExports exports = new InMemoryExports();
    final Queue<ExportStepMessage> queue = new ArrayDeque<>();
    final TestClock clock = new TestClock();
    final List<Export> done = new ArrayList<>();
    final List<Export> failed = new ArrayList<>();
    final ExportDoneListener listener = new ExportDoneListener() {
        @Override
        public void done(Export export) {
            done.add(export);
        }

        @Override
        public void failed(Export export) {
            failed.add(export);
        }
    };

    ExportTestBed(TestUser person, Path folder) {
        this.person = person;
        store = new FolderArchiveStore(person.objects, folder);
    }

    static Selection everything(ArchiveFormat format) {
        return new Selection(format, Optional.empty());
    }

    /** Starts an export as a job, regardless of its size. */
    Export begin(Selection selection) {
        var export = Export.started(
                TestUser.ID, "e1", selection, person.caller().usage().lastUpdateTime(), clock.millis());
        exports.claim(export, 0);
        queue.add(ExportStepMessage.of(export));
        return export;
    }

    ExportStep step(Duration budget) {
        return new ExportStep(
                person, store, exports, (turn, _) -> queue.add(turn), READS_AT_ONCE, budget, listener, clock);
    }

    StartExport start() {
        return new StartExport(
                person, store, exports, (turn, _) -> queue.add(turn), READS_AT_ONCE, clock, new SecureRandom());
    }

    ExportStatus status() {
        return new ExportStatus(exports, store, (turn, _) -> queue.add(turn), clock);
    }

    /** Runs steps until the queue is empty. */
    void work(Duration budget) {
        while (!queue.isEmpty()) {
            step(budget).run(queue.remove());
        }
    }

    /** Runs an export to its end. */
    Path export(ArchiveFormat format) {
        begin(everything(format));
        work(Duration.ofHours(1));
        return archive();
    }

    Path archive() {
        var export = exports.find(TestUser.ID).orElseThrow();
        if (export.state() != State.DONE) {
            throw new IllegalStateException("the export is " + export.state());
        }
        return Path.of(store.link(export.work().map(Work::upload).orElseThrow(), export.fileName()));
    }

    Estimate estimate(ArchiveFormat format) {
        return new EstimateExport(person).estimate(person.caller(), everything(format));
    }
}
