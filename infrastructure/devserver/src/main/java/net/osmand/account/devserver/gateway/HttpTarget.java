package net.osmand.account.devserver.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/** A function behind a route. */
@FunctionalInterface
public interface HttpTarget {
    /** Invokes the function with an event of payload format 2.0. An exception means that the function failed. */
    APIGatewayV2HTTPResponse invoke(Map<String, Object> event);
}
