package net.osmand.account.devserver.process;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import net.osmand.account.devserver.process.FunctionProcess.Startable;
import net.osmand.account.devserver.runtime.LocalFunction;
import net.osmand.account.sam.FunctionDefinition;
import org.jspecify.annotations.Nullable;

/** A function in its own JVM. Events and responses are JSON, as in Lambda. */
public final class ProcessFunction implements LocalFunction {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final FunctionDefinition definition;
    private final String arn;
    private final int environment;
    private final Supplier<Startable> startable;
    private final FunctionProcesses processes;

    /** Starts no JVM before the first event. Each execution environment has its own. */
    public ProcessFunction(
            FunctionDefinition definition,
            String arn,
            int environment,
            Supplier<Startable> startable,
            FunctionProcesses processes) {
        this.definition = definition;
        this.arn = arn;
        this.environment = environment;
        this.startable = startable;
        this.processes = processes;
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
        try {
            var json = JSON.readTree(send(JSON.writeValueAsBytes(event)));
            var answer = JSON.treeToValue(json, APIGatewayV2HTTPResponse.class);
            answer.setIsBase64Encoded(json.path("isBase64Encoded").asBoolean());
            return answer;
        } catch (IOException wrong) {
            throw new UncheckedIOException(definition.logicalId() + " gave no HTTP answer", wrong);
        }
    }

    @Override
    public @Nullable Object invoke(Object event) {
        try {
            var answer = send(json(event));
            return event instanceof SQSEvent
                    ? JSON.readValue(answer, SQSBatchResponse.class)
                    : JSON.readValue(answer, Object.class);
        } catch (IOException wrong) {
            throw new UncheckedIOException(definition.logicalId() + " gave no JSON", wrong);
        }
    }

    private byte[] send(byte[] event) {
        return processes.invoke(arn + "#" + environment, startable, event);
    }

    /** Serializes an event. The JSON names of AWS's event classes differ from their properties. */
    private static byte[] json(Object event) throws IOException {
        if (LambdaEventSerializers.isLambdaSupportedEvent(event.getClass().getName())) {
            @SuppressWarnings("unchecked") // of the event's own class
            var serializer = (PojoSerializer<Object>)
                    LambdaEventSerializers.serializerFor(event.getClass(), ProcessFunction.class.getClassLoader());
            var bytes = new ByteArrayOutputStream();
            serializer.toJson(event, bytes);
            return bytes.toByteArray();
        }
        return JSON.writeValueAsBytes(event);
    }
}
