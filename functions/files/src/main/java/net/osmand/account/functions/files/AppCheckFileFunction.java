package net.osmand.account.functions.files;

import java.util.Map;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.MapCatalogue;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /userdata/check-file-on-server: returns whether a map is in the public catalogue and needs no upload. */
public final class AppCheckFileFunction extends HttpFunction {
    private final MapCatalogue catalogue = new MapCatalogue();

    public AppCheckFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    /** Required by priming, which creates every handler in this way. This handler has no settings. */
    public AppCheckFileFunction(LambdaEnvironment environment) {}

    @Override
    protected Response handle(Request request) {
        var present = catalogue.has(request.parameter("type"), request.parameter("name"));
        return Response.json(Map.of("status", present ? "present" : "not-present"));
    }
}
