package net.osmand.account.functions.exports;

import net.osmand.account.archive.ExportStatus;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.Door;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** DELETE /v1/exports/{id}: ends an export and removes what it made. */
public final class CancelExportFunction extends HttpFunction {
    private final Door door;
    private final ExportStatus status;

    public CancelExportFunction() {
        this(Platform.ofProcess());
    }

    public CancelExportFunction(Platform platform) {
        var wiring = new ExportsWiring(platform);
        door = wiring.webDoor();
        status = wiring.status();
    }

    @Override
    protected Response answer(Request request) {
        status.cancel(door.open(request).account().id(), ExportsWiring.id(request));
        return Response.ok();
    }
}
