package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import net.osmand.account.sam.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/** A function of the template, ready for its events. */
public interface LocalFunction {
    /** What the template says of it. */
    FunctionDefinition definition();

    /** Without an alias. */
    String arn();

    /** Answers an event of payload format 2.0. */
    APIGatewayV2HTTPResponse http(Map<String, Object> event);

    /** Hands over an event of the type that the handler takes. */
    @Nullable
    Object invoke(Object event);
}
