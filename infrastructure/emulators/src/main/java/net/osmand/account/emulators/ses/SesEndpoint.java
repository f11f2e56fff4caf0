package net.osmand.account.emulators.ses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;

/**
 * SES v2's SendEmail with simple content, and its suppression list. Accepted mails are delivered to the mailbox, except
 * to suppressed addresses: SES accepts these mails, does not deliver them and reports a bounce. If a configuration set
 * is named, the simulator's addresses {@code bounce@} and {@code complaint@simulator.amazonses.com}, with or without
 * {@code +label}, cause a bounce or a complaint.
 */
public final class SesEndpoint implements AutoCloseable {
    private static final List<String> RECIPIENTS = List.of("ToAddresses", "CcAddresses", "BccAddresses");

    private static final String SUPPRESSION = "/v2/email/suppression/addresses";
    private static final Pattern LISTED = Pattern.compile("(GET|DELETE) " + SUPPRESSION + "/(.+)");

    private final Mailbox mailbox;
    private final SesAccount account;
    private final JsonEndpoint endpoint = new JsonEndpoint(this::call);

    public SesEndpoint(Mailbox mailbox) {
        this.mailbox = mailbox;
        account = mailbox.account();
    }

    /** Starts on a port, or on a free one for 0. Returns the port. */
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

    private ObjectNode call(String operation, JsonNode request) {
        if (operation.equals("POST /v2/email/outbound-emails")) {
            return send(request);
        }
        if (operation.equals("PUT " + SUPPRESSION)) {
            account.suppress(
                    request.path("EmailAddress").asText(),
                    request.path("Reason").asText());
            return JsonEndpoint.JSON.createObjectNode();
        }
        var listed = LISTED.matcher(operation);
        if (listed.matches()) {
            return listed.group(1).equals("GET") ? suppressed(listed.group(2)) : release(listed.group(2));
        }
        throw new AwsError(404, "NotFoundException", operation + " is not emulated");
    }

    private ObjectNode suppressed(String address) {
        var reason = account.suppression(address).orElseThrow(SesEndpoint::notListed);
        var answer = JsonEndpoint.JSON.createObjectNode();
        answer.withObject("SuppressedDestination").put("EmailAddress", address).put("Reason", reason);
        return answer;
    }

    private ObjectNode release(String address) {
        if (!account.release(address)) {
            throw notListed();
        }
        return JsonEndpoint.JSON.createObjectNode();
    }

    private static AwsError notListed() {
        return new AwsError(404, "NotFoundException", "Email address does not exist on your suppression list.");
    }

    private ObjectNode send(JsonNode request) {
        var content = request.path("Content").path("Simple");
        if (content.isMissingNode()) {
            throw new AwsError("BadRequestException", "only simple content is emulated");
        }
        var recipients = recipients(request.path("Destination"));
        var from = request.path("FromEmailAddress").asText();
        var configurationSet = request.path("ConfigurationSetName").asText();
        account.check(from, recipients, configurationSet);
        for (var to : recipients) {
            var failure = account.suppression(to).isPresent() ? DeliveryFailure.SUPPRESSED : DeliveryFailure.of(to);
            if (failure.isDelivered()) {
                var body = content.path("Body");
                mailbox.add(to, from, text(content.path("Subject")), text(body.path("Text")), text(body.path("Html")));
            }
            if (!configurationSet.isEmpty()) {
                failure.event(to, configurationSet).ifPresent(mailbox::report);
            }
        }
        return JsonEndpoint.JSON
                .createObjectNode()
                .put("MessageId", UUID.randomUUID().toString());
    }

    private static List<String> recipients(JsonNode destination) {
        var recipients = new ArrayList<String>();
        for (var kind : RECIPIENTS) {
            destination.path(kind).forEach(to -> recipients.add(to.asText()));
        }
        if (recipients.isEmpty()) {
            throw new AwsError("BadRequestException", "Destination has no addresses");
        }
        return recipients;
    }

    private static String text(JsonNode content) {
        return content.path("Data").asText();
    }
}
