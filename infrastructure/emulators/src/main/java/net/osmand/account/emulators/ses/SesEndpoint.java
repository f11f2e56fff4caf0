package net.osmand.account.emulators.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/**
 * SES v2's SendEmail with simple content; every recipient's mail lands in the mailbox. The mailbox simulator's addresses
 * {@code bounce@} and {@code complaint@simulator.amazonses.com}, with or without a {@code +label}, do as they are called where
 * a configuration set is named.
 */
public final class SesEndpoint implements AutoCloseable {
    private static final List<String> RECIPIENTS = List.of("ToAddresses", "CcAddresses", "BccAddresses");

    private final Mailbox mailbox;
    private final JsonEndpoint endpoint = new JsonEndpoint(this::call);

    public SesEndpoint(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Serves on the port, or on a free one for 0; gives the port. */
    public int start(int port) {
        return endpoint.start(port);
    }

    public URI uri() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private ObjectNode call(String path, JsonNode request) {
        if (!path.equals("/v2/email/outbound-emails")) {
            throw new AwsError("NotFoundException", path + " is not emulated");
        }
        var content = request.path("Content").path("Simple");
        if (content.isMissingNode()) {
            throw new AwsError("BadRequestException", "only simple content is emulated");
        }
        var body = content.path("Body");
        var sent = 0;
        for (var kind : RECIPIENTS) {
            for (var to : request.path("Destination").path(kind)) {
                sent++;
                var trouble = Trouble.of(to.asText());
                if (trouble != Trouble.BOUNCE) {
                    mailbox.add(
                            to.asText(),
                            request.path("FromEmailAddress").asText(),
                            text(content.path("Subject")),
                            text(body.path("Text")),
                            text(body.path("Html")));
                }
                if (request.has("ConfigurationSetName")) {
                    trouble.event(
                                    to.asText(),
                                    request.path("ConfigurationSetName").asText())
                            .ifPresent(mailbox::report);
                }
            }
        }
        if (sent == 0) {
            throw new AwsError("BadRequestException", "Destination has no addresses");
        }
        return JsonEndpoint.JSON
                .createObjectNode()
                .put("MessageId", UUID.randomUUID().toString());
    }

    private static String text(JsonNode content) {
        return content.path("Data").asText();
    }
}
