package net.osmand.account.emulators.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/**
 * SQS's JSON protocol: send and delete (single and batch), receive without waiting, ChangeMessageVisibility,
 * GetQueueUrl and GetQueueAttributes. Message attributes are refused.
 */
public final class SqsEndpoint implements AutoCloseable {
    private static final int BATCH = 10;

    private final Queues queues;
    private final JsonEndpoint endpoint = new JsonEndpoint(this::call);

    public SqsEndpoint(Queues queues) {
        this.queues = queues;
    }

    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private ObjectNode call(String operation, JsonNode request) {
        if (operation.equals("GetQueueUrl")) {
            return answer().put(
                            "QueueUrl",
                            queues.byName(request.path("QueueName").asText()).url());
        }
        var queue = queues.byUrl(request.path("QueueUrl").asText());
        return switch (operation) {
            case "SendMessage" -> sent(queue, request);
            case "SendMessageBatch" -> batch(request, entry -> sent(queue, entry));
            case "ReceiveMessage" -> received(queue, request);
            case "DeleteMessage" -> deleted(queue, request);
            case "DeleteMessageBatch" -> batch(request, entry -> deleted(queue, entry));
            case "ChangeMessageVisibility" -> {
                queues.hide(
                        queue,
                        request.path("ReceiptHandle").asText(),
                        Duration.ofSeconds(request.path("VisibilityTimeout").asLong()));
                yield answer();
            }
            case "GetQueueAttributes" -> attributes(queue);
            default -> throw new AwsError("UnsupportedOperation", operation + " is not emulated");
        };
    }

    private ObjectNode sent(QueueSettings queue, JsonNode request) {
        if (!request.path("MessageAttributes").isEmpty()) {
            throw new AwsError("UnsupportedOperation", "message attributes are not emulated");
        }
        var delay = request.has("DelaySeconds")
                ? OptionalLong.of(request.path("DelaySeconds").asLong())
                : OptionalLong.empty();
        var message = queues.send(queue, request.path("MessageBody").asText(), delay);
        return answer().put("MessageId", message.id()).put("MD5OfMessageBody", message.bodyMd5());
    }

    private ObjectNode received(QueueSettings queue, JsonNode request) {
        var max = request.path("MaxNumberOfMessages").asInt(1);
        if (max < 1 || max > BATCH) {
            throw new AwsError("InvalidParameterValue", "MaxNumberOfMessages must be between 1 and " + BATCH);
        }
        var hidden = request.has("VisibilityTimeout")
                ? Duration.ofSeconds(request.path("VisibilityTimeout").asLong())
                : queue.visibility();
        var answer = answer();
        for (var message : queues.receive(queue, max, hidden)) {
            var attributes = answer.withArray("Messages")
                    .addObject()
                    .put("MessageId", message.id())
                    .put("ReceiptHandle", message.receipt())
                    .put("MD5OfBody", message.bodyMd5())
                    .put("Body", message.body())
                    .putObject("Attributes");
            message.attributes().forEach(attributes::put);
        }
        return answer;
    }

    private ObjectNode deleted(QueueSettings queue, JsonNode request) {
        queues.delete(queue, request.path("ReceiptHandle").asText());
        return answer();
    }

    private ObjectNode attributes(QueueSettings queue) {
        var messages = queues.peek(queue);
        var now = queues.now();
        var hidden =
                messages.stream().filter(message -> message.visibleAt() > now).toList();
        var inFlight =
                hidden.stream().filter(message -> message.receiveCount() > 0).count();
        var answer = answer();
        var attributes = answer.putObject("Attributes")
                .put("QueueArn", queue.arn())
                .put("ApproximateNumberOfMessages", text(messages.size() - hidden.size()))
                .put("ApproximateNumberOfMessagesNotVisible", text(inFlight))
                .put("ApproximateNumberOfMessagesDelayed", text(hidden.size() - inFlight))
                .put("VisibilityTimeout", text(queue.visibility().toSeconds()))
                .put("DelaySeconds", text(queue.delay().toSeconds()))
                .put("MessageRetentionPeriod", text(queue.retention().toSeconds()));
        queue.redrive()
                .ifPresent(redrive -> attributes.put(
                        "RedrivePolicy",
                        answer().put("deadLetterTargetArn", redrive.deadLetterArn())
                                .put("maxReceiveCount", redrive.maxReceiveCount())
                                .toString()));
        return answer;
    }

    private static ObjectNode batch(JsonNode request, Entry each) {
        var entries = request.path("Entries");
        if (entries.isEmpty()) {
            throw new AwsError("EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > BATCH) {
            throw new AwsError("TooManyEntriesInBatchRequest", "Maximum number of entries per request are " + BATCH);
        }
        var ids = new HashSet<String>();
        var answer = answer();
        answer.putArray("Successful");
        answer.putArray("Failed");
        for (var entry : entries) {
            var id = entry.path("Id").asText();
            if (!ids.add(id)) {
                throw new AwsError("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
            try {
                answer.withArray("Successful").add(each.call(entry).put("Id", id));
            } catch (AwsError error) {
                answer.withArray("Failed")
                        .addObject()
                        .put("Id", id)
                        .put("Code", error.type())
                        .put("Message", error.getMessage())
                        .put("SenderFault", true);
            }
        }
        return answer;
    }

    private static ObjectNode answer() {
        return JsonEndpoint.JSON.createObjectNode();
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private interface Entry {
        ObjectNode call(JsonNode entry);
    }
}
