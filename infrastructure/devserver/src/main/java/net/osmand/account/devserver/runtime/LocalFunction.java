package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import net.osmand.account.sam.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/** An initialized function of the template. */
public interface LocalFunction {
    /** The function's properties in the template. */
    FunctionDefinition definition();

    /** The ARN without an alias. */
    String arn();

    /** Invokes the function with an HTTP event of payload format 2.0. */
    APIGatewayV2HTTPResponse http(Map<String, Object> event);

    /** Invokes the function with an event of the handler's type. */
    @Nullable
    Object invoke(Object event);
}
