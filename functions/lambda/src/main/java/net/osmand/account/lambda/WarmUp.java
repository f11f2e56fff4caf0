package net.osmand.account.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.List;
import java.util.Map;

/**
 * The event that keeps a published version with SnapStart active. Lambda makes such a version inactive after 14 days without
 * a call, and its next call fails (Lambda developer guide, "Lambda function states"). A handler answers the event before any
 * work and without a log line.
 */
public final class WarmUp {
    /** API Gateway's own route keys are a method and a path, or {@code $default}. */
    private static final String ROUTE_KEY = "warm-up";

    /** For handlers of HTTP events and of maps by its route key, and for handlers of queues as an empty batch. */
    public static final Map<String, Object> EVENT = Map.of("routeKey", ROUTE_KEY, "Records", List.of());

    private WarmUp() {}

    /** Whether it is the warm-up event. */
    public static boolean is(APIGatewayV2HTTPEvent event) {
        return ROUTE_KEY.equals(event.getRouteKey());
    }

    /** Whether it is the warm-up event. */
    public static boolean is(Map<String, Object> event) {
        return ROUTE_KEY.equals(event.get("routeKey"));
    }
}
