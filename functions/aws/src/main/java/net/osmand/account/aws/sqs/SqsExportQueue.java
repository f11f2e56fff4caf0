package net.osmand.account.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import net.osmand.account.core.exports.ExportQueue;
import net.osmand.account.core.exports.ExportStepMessage;
import net.osmand.account.core.values.AccountId;

/** Sends the steps of exports as messages of a queue. */
public final class SqsExportQueue implements ExportQueue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsQueue queue;

    public SqsExportQueue(SqsQueue queue) {
        this.queue = queue;
    }

    @Override
    public void send(ExportStepMessage turn, Duration delay) {
        var message = JSON.createObjectNode()
                .put("account", turn.account().value())
                .put("export", turn.export())
                .put("step", turn.step())
                .put("tries", turn.tries());
        queue.send(message.toString(), delay);
    }

    /** Reads a message that this release or an older one wrote. */
    public static ExportStepMessage read(String body) {
        try {
            var message = JSON.readTree(body);
            return new ExportStepMessage(
                    new AccountId(message.path("account").asInt()),
                    message.path("export").asText(),
                    message.path("step").asInt(),
                    message.path("tries").asInt());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the message is no turn of an export", e);
        }
    }
}
