package net.osmand.account.functions.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.archive.StartExport;
import net.osmand.account.archive.StartExport.Started;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** POST /mapapi/download-backup: a small archive at once, or 202 and where the work on a large one can be followed. */
public final class DownloadBackupFunction extends HttpFunction {
    private static final String ZIP = "application/zip";

    private final Door door;
    private final StartExport startExport;

    public DownloadBackupFunction() {
        this(Platform.ofProcess());
    }

    public DownloadBackupFunction(Platform platform) {
        var wiring = new ExportsWiring(platform);
        door = wiring.webDoor();
        startExport = wiring.start();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        var keys = request.body().length == 0
                ? Optional.<Stream<String>>empty()
                : Optional.of(Stream.of(request.json(String[].class)));
        return switch (startExport.start(caller, ExportsWiring.selection(request, keys))) {
            case Started.Made made ->
                Response.bytes(
                        made.archive(), ZIP, Map.of("Content-Disposition", "attachment; filename=" + made.fileName()));
            case Started.UnderWay work -> {
                var status = "/v1/exports/" + work.export().id();
                yield Response.accepted(URI.create(status), new View(status));
            }
        };
    }

    record View(@JsonProperty("status_url") String statusUrl) {}
}
