package net.osmand.account.functions.exports;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.aws.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.AuthenticateDevice;
import net.osmand.account.core.account.AuthenticateSession;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.EstimateExport;
import net.osmand.account.core.exports.ExportStatus;
import net.osmand.account.core.exports.ExportStep;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.exports.StartExport;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestOrigin;
import net.osmand.account.lambda.SessionAuthenticator;

/** The use cases of this area, each built from just the adapters it needs. */
final class ExportsWiring {
    /** A virtual thread and a connection each. */
    private static final int READS_AT_ONCE = 16;

    /** A step ends well before its function would: the longest part takes a minute or two. */
    private static final Duration BUDGET = Duration.ofMinutes(5);

    private final Application adapters;
    private final LambdaEnvironment platform;

    ExportsWiring(LambdaEnvironment platform) {
        this.platform = platform;
        adapters = new Application(platform);
    }

    Authenticator webDoor() {
        return new SessionAuthenticator(
                new AuthenticateSession(adapters.sessions(), platform.clock()),
                new AuthenticateDevice(adapters.accounts()),
                RequestOrigin.of(platform.environment()));
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
        var format = ArchiveFormat.of(request.optional("format").orElse(".osf"))
                .orElseThrow(() -> new MalformedRequestException());
        Optional<Set<String>> chosen = keys.map(names -> names.collect(Collectors.toUnmodifiableSet()));
        return new Selection(format, chosen);
    }

    /** The last step of the path. */
    static String id(Request request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }
}
