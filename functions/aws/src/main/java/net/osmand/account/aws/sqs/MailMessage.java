package net.osmand.account.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.values.EmailAddress;

/**
 * A mail as a message of the outbox's queue. It holds an address and maybe a code: the queue encrypts it at rest and keeps it
 * for hours, and nobody but the outbox's two ends may read it.
 */
public final class MailMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MailMessage() {}

    static String write(Mail mail) {
        var message = JSON.createObjectNode()
                .put("id", mail.id())
                .put("kind", mail.kind().name())
                .put("to", mail.to().value())
                .put("language", mail.language())
                .put("until", mail.until());
        var arguments = message.putObject("arguments");
        mail.arguments().forEach(arguments::put);
        return message.toString();
    }

    /** Reads what an outbox wrote, this release's or an older one's. */
    public static Mail read(String body) {
        try {
            var message = JSON.readTree(body);
            var arguments = new LinkedHashMap<String, String>();
            message.path("arguments")
                    .properties()
                    .forEach(argument ->
                            arguments.put(argument.getKey(), argument.getValue().asText()));
            return new Mail(
                    message.path("id").asText(),
                    MailKind.valueOf(message.path("kind").asText()),
                    new EmailAddress(message.path("to").asText()),
                    message.path("language").asText(),
                    arguments,
                    message.path("until").asLong());
        } catch (JsonProcessingException e) {
            // Without the cause, which quotes the text.
            throw new IllegalArgumentException("the message is no mail");
        }
    }
}
