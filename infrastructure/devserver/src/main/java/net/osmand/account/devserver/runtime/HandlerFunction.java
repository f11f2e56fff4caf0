package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.UUID;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.sam.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/** A function as an object in this JVM. Its class must have a public constructor with a {@link LambdaEnvironment}. */
public final class HandlerFunction implements LocalFunction {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final FunctionDefinition definition;
    private final String arn;
    private final RequestHandler<Object, @Nullable Object> handler;

    private HandlerFunction(
            FunctionDefinition definition, String arn, RequestHandler<Object, @Nullable Object> handler) {
        this.definition = definition;
        this.arn = arn;
        this.handler = handler;
    }

    /** Creates the handler as Lambda's initialization does. A failure stops the start. */
    public static HandlerFunction start(FunctionDefinition definition, String arn, LambdaEnvironment environment) {
        try {
            @SuppressWarnings("unchecked") // the template decides the event's type; a wrong one fails at the cast
            var handler = (RequestHandler<Object, @Nullable Object>) Class.forName(definition.handler())
                    .asSubclass(RequestHandler.class)
                    .getConstructor(LambdaEnvironment.class)
                    .newInstance(environment);
            return new HandlerFunction(definition, arn, handler);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(definition.logicalId() + " does not start", failed.getCause());
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException(
                    "template.yaml: " + definition.logicalId() + " names " + definition.handler()
                            + ", which is not there",
                    absent);
        }
    }

    @Override
    public FunctionDefinition definition() {
        return definition;
    }

    @Override
    public String arn() {
        return arn;
    }

    @Override
    public APIGatewayV2HTTPResponse http(Map<String, Object> event) {
        var typed = JSON.convertValue(event, APIGatewayV2HTTPEvent.class);
        typed.setIsBase64Encoded(Boolean.TRUE.equals(event.get("isBase64Encoded")));
        if (invoke(typed) instanceof APIGatewayV2HTTPResponse response) {
            return response;
        }
        throw new IllegalStateException(definition.logicalId() + " gave no HTTP answer");
    }

    @Override
    public @Nullable Object invoke(Object event) {
        return handler.handleRequest(
                event,
                new LocalContext(
                        definition.logicalId(),
                        UUID.randomUUID().toString(),
                        arn,
                        System.nanoTime() + definition.timeout().toNanos()));
    }
}
