package net.osmand.account.devserver.runtime;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.gateway.Gateway;
import net.osmand.account.devserver.time.Schedules;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.joda.time.DateTime;
import org.joda.time.DateTimeZone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All functions of the template, with their event sources. */
public final class Functions {
    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Environments> byArn = new LinkedHashMap<>();
    private final Retries retries;
    private final Traffic traffic;
    private volatile Set<String> suspended = Set.of();

    /**
     * Starts all functions.
     *
     * @param start creates a function from its definition and its ARN
     */
    public Functions(
            Template template,
            Intrinsics intrinsics,
            Retries retries,
            Traffic traffic,
            BiFunction<FunctionDefinition, String, Environments> start) {
        this.traffic = traffic;
        this.retries = retries;
        for (var id : template.ofType("AWS::Serverless::Function")) {
            var definition = FunctionDefinition.of(template, intrinsics, id);
            var arn = intrinsics.attribute(id, "Arn");
            byArn.put(arn, start.apply(definition, arn));
        }
    }

    /** Stops delivering events to exactly these functions. Events are lost, as in a long outage; messages stay in their queues. */
    public void suspend(Set<String> logicalIds) {
        suspended = Set.copyOf(logicalIds);
    }

    /** Sets the number of execution environments of every function. */
    public void useEnvironments(int count) {
        byArn.values().forEach(function -> function.use(count));
    }

    /** Adds the routes of all HTTP functions. */
    public void bind(Gateway gateway) {
        for (var function : byArn.values()) {
            for (var route : function.definition().eventsOf("HttpApi")) {
                gateway.route(
                        route.path("Method").asText(), route.path("Path").asText(), traffic.counted(function::http));
            }
        }
    }

    /** Adds the schedules of all functions. */
    public void bind(Schedules schedules, Instant now) {
        for (var function : byArn.values()) {
            var definition = function.definition();
            for (var type : List.of("ScheduleV2", "Schedule")) {
                for (var schedule : definition.eventsOf(type)) {
                    var expression = schedule.path("ScheduleExpression")
                            .asText(schedule.path("Schedule").asText());
                    schedules.add(
                            definition.logicalId() + " " + expression,
                            expression,
                            now,
                            at -> asynchronously(function, scheduled(schedule, at)));
                }
            }
        }
    }

    /** Adds the functions that take messages from queues. */
    public void bind(QueueMappings mappings) {
        for (var function : byArn.values()) {
            for (var source : function.definition().eventsOf("SQS")) {
                var id = function.definition().logicalId();
                mappings.add(source.path("Queue").asText(), function, source, () -> suspended.contains(id));
            }
        }
    }

    /** The listeners of a table's enabled mappings. Each receives only the records that its filter accepts. */
    public List<Consumer<DynamodbEvent>> listeners(String streamArn) {
        var listeners = new ArrayList<Consumer<DynamodbEvent>>();
        for (var function : byArn.values()) {
            for (var source : function.definition().eventsOf("DynamoDB")) {
                var isEnabled = source.path("Enabled").asBoolean(true);
                if (isEnabled && source.path("Stream").asText().equals(streamArn)) {
                    var filter = new StreamFilter(source);
                    listeners.add(event -> hear(function, source, filter, event));
                }
            }
        }
        return listeners;
    }

    /** Delivers an event of the default event bus to the functions with a matching rule. */
    public void emit(Map<String, Object> event) {
        JsonNode json = JSON.valueToTree(event);
        for (var function : byArn.values()) {
            for (var rule : function.definition().eventsOf("EventBridgeRule")) {
                if (StreamFilter.matches(rule.path("Pattern"), json)) {
                    asynchronously(function, event);
                }
            }
        }
    }

    /** Invokes a function asynchronously. The ARN may have an alias. */
    public void invoke(String arn, Map<String, Object> event) {
        var function = byArn.get(arn.replaceFirst(":live$", ""));
        if (function == null) {
            throw new IllegalStateException("template.yaml names " + arn + ", which is no function of it");
        }
        asynchronously(function, event);
    }

    /** Returns whether the function exists. The ARN may have an alias. */
    boolean has(String arn) {
        return byArn.containsKey(arn.replaceFirst(":live$", ""));
    }

    /** Invokes a function and waits for its end. A function with a queue gets an empty batch. */
    void call(String arn, Map<String, Object> event) {
        var function = Objects.requireNonNull(byArn.get(arn.replaceFirst(":live$", "")), arn);
        if (!function.definition().eventsOf("HttpApi").isEmpty()) {
            function.http(event);
        } else if (!function.definition().eventsOf("SQS").isEmpty()) {
            var batch = new SQSEvent();
            batch.setRecords(List.of());
            function.invoke(batch);
        } else {
            function.invoke(event);
        }
    }

    private void hear(LocalFunction function, JsonNode source, StreamFilter filter, DynamodbEvent event) {
        var heard = event.getRecords().stream()
                .filter(change -> filter.passes(json(change)))
                .toList();
        if (!heard.isEmpty() && !isSuspended(function)) {
            retries.ofStream(function, source, heard);
        }
    }

    /** The record as filters see it: the texts of keys and images. */
    private static JsonNode json(DynamodbStreamRecord change) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("eventName", change.getEventName());
        if (change.getUserIdentity() != null) {
            json.putObject("userIdentity")
                    .put("type", change.getUserIdentity().getType())
                    .put("principalId", change.getUserIdentity().getPrincipalId());
        }
        var images = json.putObject("dynamodb");
        putTexts(images.putObject("Keys"), change.getDynamodb().getKeys());
        putTexts(images.putObject("NewImage"), change.getDynamodb().getNewImage());
        putTexts(images.putObject("OldImage"), change.getDynamodb().getOldImage());
        return json;
    }

    private static void putTexts(ObjectNode json, @Nullable Map<String, AttributeValue> image) {
        if (image != null) {
            image.forEach((name, value) -> {
                if (value.getS() != null) {
                    json.putObject(name).put("S", value.getS());
                }
            });
        }
    }

    private void asynchronously(LocalFunction function, Object event) {
        if (!isSuspended(function)) {
            retries.ofEvent(function, event);
        }
    }

    private boolean isSuspended(LocalFunction function) {
        var isSuspended = suspended.contains(function.definition().logicalId());
        if (isSuspended) {
            LOG.info("{} is suspended: its event is lost", function.definition().logicalId());
        }
        return isSuspended;
    }

    /** The input of the schedule, or EventBridge's default event. */
    private static Object scheduled(JsonNode schedule, Instant at) {
        if (schedule.has("Input")) {
            try {
                return JSON.readValue(schedule.path("Input").asText(), Object.class);
            } catch (JsonProcessingException wrong) {
                throw new IllegalArgumentException("the input of a schedule is no JSON", wrong);
            }
        }
        var event = new ScheduledEvent();
        event.setId(UUID.randomUUID().toString());
        event.setAccount(LocalResources.ACCOUNT);
        event.setRegion(LocalResources.REGION);
        event.setSource("aws.scheduler");
        event.setDetailType("Scheduled Event");
        event.setTime(new DateTime(at.toEpochMilli(), DateTimeZone.UTC));
        event.setResources(List.of());
        event.setDetail(Map.of());
        return event;
    }
}
