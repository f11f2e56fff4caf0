package net.osmand.account.devserver.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/** A function behind a route. */
@FunctionalInterface
public interface HttpTarget {
    /** Takes the event of payload format 2.0; an exception is the function's failure. */
    APIGatewayV2HTTPResponse invoke(Map<String, Object> event);
}
