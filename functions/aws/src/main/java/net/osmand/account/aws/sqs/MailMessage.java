package net.osmand.account.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.values.EmailAddress;

/**
 * Reads and writes a mail as a message of the outbox queue. It contains an address and possibly a code. The queue
 * encrypts messages at rest and keeps them for hours; only the sender and the receiver may access it.
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

    /** Reads a message that this release or an older one wrote. */
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
            // Without the cause, because its message quotes the text.
            throw new IllegalArgumentException("the message is no mail");
        }
    }
}
