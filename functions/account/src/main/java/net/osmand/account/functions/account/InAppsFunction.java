package net.osmand.account.functions.account;

import java.util.List;
import java.util.Map;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;

/** GET /api/inapps/get: the account's one-time purchases; {} would log an iOS device out, so a known one gets a list. */
public final class InAppsFunction extends HttpFunction {
    private final Door door;

    public InAppsFunction() {
        this(Platform.ofProcess());
    }

    public InAppsFunction(Platform platform) {
        door = new Door(platform);
    }

    @Override
    protected Response answer(Request request) {
        return door.recognise(request).isPresent() ? Response.json(List.of()) : Response.json(Map.of());
    }
}
