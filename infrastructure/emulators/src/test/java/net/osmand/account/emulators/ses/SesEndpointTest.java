package net.osmand.account.emulators.ses;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;

final class SesEndpointTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Mailbox mailbox;
    private SesEndpoint endpoint;
    private SesV2Client client;

    @BeforeEach
    void start() {
        mailbox = mailbox();
        endpoint = new SesEndpoint(mailbox);
        endpoint.start(0);
        client = SesV2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(endpoint.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
        mailbox.close();
    }

    @Test
    void sentMailLiesInTheMailbox() {
        assertThat(send("ann@example.org", "één")).isNotBlank();

        assertThat(mailbox.to("Ann@example.org"))
                .containsExactly(new Mailbox.Message(
                        "ann@example.org", "from@example.org", "één", "plain", "<p>html</p>", 1_000));
        assertThat(mailbox.to("bob@example.org")).isEmpty();
    }

    @Test
    void theMailboxSimulatorBouncesAndComplains() {
        var events = new ArrayList<String>();
        mailbox.reportTo(event -> events.add(event.get("detail-type") + " " + event.get("detail")));
        for (var to :
                List.of("bounce@simulator.amazonses.com", "complaint+1@simulator.amazonses.com", "ann@example.org")) {
            client.sendEmail(r -> r.fromEmailAddress("from@example.org")
                    .configurationSetName("reports")
                    .destination(d -> d.toAddresses(to))
                    .content(c -> c.simple(s -> s.subject(t -> t.data("x")).body(b -> b.text(t -> t.data("x"))))));
        }

        assertThat(events).hasSize(2);
        assertThat(events.getFirst()).startsWith("Email Bounced").contains("Permanent", "bounce@", "[reports]");
        assertThat(events.getLast()).startsWith("Email Complaint Received").contains("complaint+1@");
        assertThat(mailbox.to("bounce@simulator.amazonses.com")).isEmpty();
    }

    @Test
    void mailsKeepTheirOrderAcrossRestarts() {
        send("ann@example.org", "1");
        send("bob@example.org", "2");
        send("ann@example.org", "3");

        assertThat(mailbox().all()).isEqualTo(mailbox.all()).hasSize(3);
        assertThat(mailbox().to("ann@example.org").stream().map(Mailbox.Message::subject))
                .containsExactly("1", "3");
    }

    @Test
    void mailThatAKillCutOffCostsNoOther() throws IOException {
        send("ann@example.org", "1");
        Files.writeString(folder.resolve("mail.jsonl"), "{\"to\":\"ann", StandardOpenOption.APPEND);
        stop();
        start();
        send("ann@example.org", "2");

        assertThat(mailbox().all().stream().map(Mailbox.Message::subject)).containsExactly("1", "2");
    }

    private Mailbox mailbox() {
        var mails = new Mailbox(folder.resolve("mail.jsonl"), CLOCK);
        mails.account().verify("from@example.org");
        mails.account().configurationSet("reports");
        return mails;
    }

    private String send(String to, String subject) {
        return client.sendEmail(r -> r.fromEmailAddress("from@example.org")
                        .destination(d -> d.toAddresses(to))
                        .content(c -> c.simple(s -> s.subject(t -> t.data(subject))
                                .body(b -> b.text(t -> t.data("plain")).html(t -> t.data("<p>html</p>"))))))
                .messageId();
    }
}
