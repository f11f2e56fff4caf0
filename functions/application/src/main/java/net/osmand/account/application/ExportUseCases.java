package net.osmand.account.application;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import net.osmand.account.core.exports.EstimateExport;
import net.osmand.account.core.exports.ExportStatus;
import net.osmand.account.core.exports.ExportStep;
import net.osmand.account.core.exports.MailArchive;
import net.osmand.account.core.exports.NewestVersions;
import net.osmand.account.core.exports.StartExport;

/** Builds the use cases of exports. */
public final class ExportUseCases {
    /** Number of objects that an export reads in parallel. Each read needs a virtual thread and a connection. */
    private static final int PARALLEL_READS = 16;

    /**
     * Time of one step of an export. Its longest part takes 2 minutes, so it ends well before the function's timeout of
     * 15 minutes.
     */
    private static final Duration EXPORT_STEP = Duration.ofMinutes(5);

    private final Adapters adapters;
    private final Clock clock;
    private final SecureRandom random;

    ExportUseCases(Adapters adapters, Clock clock, SecureRandom random) {
        this.adapters = adapters;
        this.clock = clock;
        this.random = random;
    }

    private NewestVersions newestVersions() {
        return new NewestVersions(adapters.fileIndex());
    }

    public EstimateExport estimateExport() {
        return new EstimateExport(newestVersions());
    }

    public StartExport startExport() {
        return new StartExport(
                newestVersions(),
                adapters.archiveStore(),
                adapters.exports(),
                adapters.exportQueue(),
                PARALLEL_READS,
                clock,
                random);
    }

    public ExportStep exportStep() {
        return new ExportStep(
                newestVersions(),
                adapters.archiveStore(),
                adapters.exports(),
                adapters.exportQueue(),
                PARALLEL_READS,
                EXPORT_STEP,
                mailArchive(),
                clock);
    }

    public MailArchive mailArchive() {
        return new MailArchive(
                adapters.exports(),
                adapters.archiveNotices(),
                adapters.exportQueue(),
                adapters.accounts(),
                adapters.outbox(),
                clock);
    }

    public ExportStatus exportStatus() {
        return new ExportStatus(adapters.exports(), adapters.archiveStore(), adapters.exportQueue(), clock);
    }
}
