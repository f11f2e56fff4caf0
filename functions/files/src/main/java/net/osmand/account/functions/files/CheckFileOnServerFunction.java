package net.osmand.account.functions.files;

import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.files.MapCatalogue;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** GET /userdata/check-file-on-server: whether a map is of the public catalogue and need not be uploaded. */
public final class CheckFileOnServerFunction extends HttpFunction {
    private final MapCatalogue catalogue = new MapCatalogue();

    public CheckFileOnServerFunction() {
        this(Platform.ofProcess());
    }

    /** As all handlers are built, and rehearsed; this one needs nothing of it. */
    public CheckFileOnServerFunction(Platform platform) {}

    @Override
    protected Response answer(Request request) {
        var present = catalogue.has(request.parameter("type"), request.parameter("name"));
        return Response.json(Map.of("status", present ? "present" : "not-present"));
    }
}
