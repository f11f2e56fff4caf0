package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.List;
import java.util.Map;

/**
 * The event that keeps published versions with SnapStart active. Lambda deactivates such a version after 14 days
 * without a call, and its next call fails (Lambda developer guide, "Lambda function states"). A handler responds to the
 * event before any work and without a log line.
 */
public final class WarmUp {
    /** Differs from API Gateway's route keys, which are a method and a path, or {@code $default}. */
    private static final String ROUTE_KEY = "warm-up";

    /**
     * The event. Handlers of HTTP events and of maps recognize it by its route key; for handlers of queues it is an
     * empty batch.
     */
    public static final Map<String, Object> EVENT = Map.of("routeKey", ROUTE_KEY, "Records", List.of());

    private WarmUp() {}

    /** Returns whether it is the warm-up event. */
    public static boolean is(APIGatewayV2HTTPEvent event) {
        return ROUTE_KEY.equals(event.getRouteKey());
    }

    /** Returns whether it is the warm-up event. */
    public static boolean is(Map<String, Object> event) {
        return ROUTE_KEY.equals(event.get("routeKey"));
    }
}
