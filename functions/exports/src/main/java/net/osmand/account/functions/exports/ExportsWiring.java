package net.osmand.account.functions.exports;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.archive.ArchiveFormat;
import net.osmand.account.archive.EstimateExport;
import net.osmand.account.archive.ExportStatus;
import net.osmand.account.archive.ExportStep;
import net.osmand.account.archive.Selection;
import net.osmand.account.archive.StartExport;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.MalformedRequest;
import net.osmand.account.http.Request;
import net.osmand.account.http.Viewer;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.AuthenticateDevice;
import net.osmand.account.identity.AuthenticateSession;

/** The use cases of this area, each built from just the adapters it needs. */
final class ExportsWiring {
    /** A virtual thread and a connection each. */
    private static final int READS_AT_ONCE = 16;

    /** A step ends well before its function would: the longest part takes a minute or two. */
    private static final Duration BUDGET = Duration.ofMinutes(5);

    private final Adapters adapters;
    private final Platform platform;

    ExportsWiring(Platform platform) {
        this.platform = platform;
        adapters = new Adapters(platform);
    }

    Door webDoor() {
        return new WebDoor(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                Viewer.of(platform.environment()));
    }

    EstimateExport estimate() {
        return new EstimateExport(adapters.accountFiles());
    }

    StartExport start() {
        return new StartExport(
                adapters.accountFiles(),
                adapters.archiveStore(),
                adapters.exports(),
                adapters.exportTurns(),
                READS_AT_ONCE,
                platform.clock(),
                platform.random());
    }

    ExportStep step() {
        return new ExportStep(
                adapters.accountFiles(),
                adapters.archiveStore(),
                adapters.exports(),
                adapters.exportTurns(),
                READS_AT_ONCE,
                BUDGET,
                platform.clock());
    }

    ExportStatus status() {
        return new ExportStatus(adapters.exports(), adapters.archiveStore(), adapters.exportTurns(), platform.clock());
    }

    /** The chosen format, {@code .osf} where none is named, with these keys. */
    static Selection selection(Request request, Optional<Stream<String>> keys) {
        var format =
                ArchiveFormat.of(request.optional("format").orElse(".osf")).orElseThrow(() -> new MalformedRequest());
        Optional<Set<String>> chosen = keys.map(names -> names.collect(Collectors.toUnmodifiableSet()));
        return new Selection(format, chosen);
    }

    /** The last step of the path. */
    static String id(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
}
