package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests a new AWS account, whose SES sandbox delivers only to verified addresses. */
@Tag("slow")
class SandboxTest {
    private final TestStack stack = TestStack.shared();

    @AfterEach
    void noLimits() {
        limits("");
    }

    @Test
    void aVerifiedRecipientGetsTheCodeAndSignsIn() {
        var app = new TestApp(stack, strangersEmail(), "phone");
        limits("enforce=ses-sandbox&verify=" + app.email());

        assertThat(app.register("false").statusCode()).isEqualTo(200);
        app.signIn();
        assertThat(app.list().path("totalFiles").asInt()).isZero();
    }

    /** The mail is sent after the answer, so only the operator sees that SES rejected it. */
    @Test
    void aMailToAnUnverifiedRecipientEndsInTheLogAndWithTheDeadLettersWithoutItsAddress() {
        limits("enforce=ses-sandbox");
        var app = new TestApp(stack, strangersEmail(), "phone");
        var parked = depth("DeadLetters");
        var refusals = refusals();

        assertThat(app.register("false").statusCode()).isEqualTo(200);
        for (var tries = 1; tries <= 10 && depth("DeadLetters") == parked; tries++) {
            stack.advance("PT3M");
        }

        assertThat(stack.mails(app.email())).isZero();
        assertThat(depth("MailQueue")).isZero();
        assertThat(depth("DeadLetters")).isEqualTo(parked + 1);
        assertThat(refusals()).isEqualTo(refusals + 5);
        assertThat(Logs.betraying(Set.of(app.email()))).isEmpty();
    }

    @Test
    void anUnknownLimitChangesNothing() {
        limits("enforce=ses-sandbox");

        assertThat(send("enforce=nonsense").statusCode()).isEqualTo(400);
        assertThat(stack.local().limits().enforced()).containsExactly("ses-sandbox");
    }

    /** Returns an address outside of the template's mail identity, the domain example.org. */
    private static String strangersEmail() {
        return Logs.secret("ann-" + UUID.randomUUID() + "@example.net");
    }

    private void limits(String query) {
        assertThat(send(query).statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> send(String query) {
        return stack.send(
                HttpRequest.newBuilder(stack.uri("/local/limits?" + query)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static long refusals() {
        return RunFiles.LOG.all().stream()
                .flatMap(String::lines)
                .filter(line -> line.contains("was not sent") && line.contains("MessageRejected"))
                .count();
    }

    private int depth(String queue) {
        var queues = stack.local().queues();
        return queues.peek(queues.byName(queue)).size();
    }
}
