package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("slow")
class MailTest {
    private static final long SOON = 3_600_000;

    private final TestStack stack = TestStack.shared();

    @AfterEach
    void clearFaults() {
        stack.clearFaults();
    }

    @Test
    void aMailSpeaksTheClientsLanguageAndItsSubjectHoldsTheCode() {
        var email = TestStack.freshEmail();
        stack.post(
                "/userdata/user-register", Map.of("email", email, "login", "false", "deviceid", "p", "lang", "nl_BE"));
        var mail = newest(email);

        assertThat(mail.path("subject").asText())
                .isEqualTo(stack.newestCode(email) + " is uw code voor een nieuw OsmAnd-account");
        assertThat(mail.path("text").asText()).contains("Welkom bij OsmAnd", "24 uur");
        assertThat(mail.path("html").asText()).contains("lang=\"nl\"", stack.newestCode(email));
    }

    @Test
    void aMailIsSentOnceHoweverOftenItIsDelivered() {
        var email = TestStack.freshEmail();
        var message = news(UUID.randomUUID().toString(), email, now() + SOON);
        send(message);
        send(message);
        stack.advance("PT4M");

        assertThat(stack.mails(email)).isEqualTo(1);
        assertThat(newest(email).path("subject").asText()).isEqualTo("Your OsmAnd account was deleted");
        assertThat(depth("MailQueue")).isZero();
    }

    @Test
    void aMailThatCameTooLateIsDropped() {
        var email = TestStack.freshEmail();
        send(news(UUID.randomUUID().toString(), email, now() - 1));

        assertThat(stack.mails(email)).isZero();
        assertThat(depth("MailQueue")).isZero();
    }

    @Test
    void aMailThatSesDoesNotTakeIsSentLater() {
        for (var call = 1; call <= 3; call++) {
            stack.fail("SESv2", "SendEmail", call, "before");
        }
        var email = TestStack.freshEmail();
        send(news(UUID.randomUUID().toString(), email, now() + SOON));
        for (var tries = 1; tries <= 3; tries++) {
            assertThat(stack.mails(email)).isZero();
            stack.advance("PT3M");
        }

        assertThat(stack.mails(email)).isEqualTo(1);
        assertThat(depth("MailQueue")).isZero();
    }

    @Test
    void aMessageThatIsNoMailEndsWithTheDeadLetters() {
        var before = depth("DeadLetters");
        send("{}");
        for (var tries = 1; tries <= 5; tries++) {
            stack.advance("PT3M");
        }

        assertThat(depth("MailQueue")).isZero();
        assertThat(depth("DeadLetters")).isEqualTo(before + 1);
    }

    @Test
    void anAddressThatComplainedGetsCodesButNoNews() {
        var email = "complaint+" + UUID.randomUUID() + "@simulator.amazonses.com";
        send(news(UUID.randomUUID().toString(), email, now() + SOON));
        assertThat(stack.mails(email)).isEqualTo(1);
        assertThat(trouble(email)).isEqualTo("COMPLAINED");

        send(news(UUID.randomUUID().toString(), email, now() + SOON));
        assertThat(stack.mails(email)).isEqualTo(1);
        stack.post("/userdata/user-register", Map.of("email", email, "login", "false", "deviceid", "p", "lang", "en"));
        assertThat(stack.mails(email)).isEqualTo(2);
    }

    @Test
    void anAddressThatBouncedIsMarked() {
        var email = "bounce+" + UUID.randomUUID() + "@simulator.amazonses.com";
        stack.post("/userdata/user-register", Map.of("email", email, "login", "false", "deviceid", "p", "lang", "en"));

        assertThat(stack.mails(email)).isZero();
        assertThat(trouble(email)).isEqualTo("BOUNCED");
    }

    private String trouble(String email) {
        return stack.local()
                .dynamoDb()
                .getItem(get -> get.tableName("AccountsTable")
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS("E#" + email), "sk", AttributeValue.fromS("MAIL"))))
                .item()
                .getOrDefault("kind", AttributeValue.fromS(""))
                .s();
    }

    private JsonNode newest(String email) {
        var messages =
                TestStack.json(stack.get("/local/inbox", Map.of("to", email))).path("messages");
        return messages.path(messages.size() - 1);
    }

    private void send(String message) {
        var queues = stack.local().queues();
        queues.send(queues.byName("MailQueue"), message, OptionalLong.empty());
    }

    private int depth(String queue) {
        for (var each : TestStack.json(stack.get("/local/queues", Map.of())).path("queues")) {
            if (each.path("name").asText().equals(queue)) {
                return each.path("depth").asInt();
            }
        }
        throw new AssertionError("no queue " + queue);
    }

    private long now() {
        return TestStack.json(stack.get("/local/health", Map.of())).path("now").asLong();
    }

    private static String news(String id, String email, long until) {
        return """
            {"id":"%s","kind":"ACCOUNT_DELETED","to":"%s","language":"en","arguments":{"at":"1795536000000"},"until":%d}\
            """.formatted(id, email, until);
    }
}
