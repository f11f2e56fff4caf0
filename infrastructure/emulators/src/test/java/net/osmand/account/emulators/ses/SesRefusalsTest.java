package net.osmand.account.emulators.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/** Mails that SES refuses, with the errors of docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html. */
final class SesRefusalsTest {
    private static final String FROM = "from@example.org";
    private static final String ANN = "ann@example.net";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));

    @TempDir
    Path folder;

    private Mailbox mailbox;
    private SesV2Client client;

    @BeforeEach
    void start() {
        mailbox = new Mailbox(folder.resolve("mail.jsonl"), new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        mailbox.account().verify("example.org");
        mailbox.account().configurationSet("reports");
        client = SesV2Client.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(mailbox.uri())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        mailbox.close();
    }

    @Test
    void senderWithoutAVerifiedIdentityIsRejected() {
        assertThatThrownBy(() -> send("from@example.com", ANN, "reports"))
                .isInstanceOfSatisfying(MessageRejectedException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Email address is not verified. The following identities failed the check in"
                                    + " region US-EAST-1: from@example.com");
                });
        assertThat(mailbox.all()).isEmpty();

        mailbox.account().verify("From@example.com");
        send("from@example.com", ANN, "reports");
        send("OsmAnd <from@sub.example.org>", ANN, "reports");
        assertThat(mailbox.to(ANN)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@",
                "@example.net",
                "a nn@example.net",
                "žan@example.net",
                "ann@exämple.net",
                ".ann@example.net",
                "ann.@example.net",
                "a..nn@example.net",
                "ann@example..net",
                "ann@.example.net",
                "ann@-example.net",
                "ann@example-.net",
                "ann@bob@example.net"
            })
    void malformedOrNonAsciiAddressesAreBadRequests(String address) {
        assertThatThrownBy(() -> send(FROM, address, "reports"))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(mailbox.all()).isEmpty();
    }

    @Test
    void unknownConfigurationSetIsNotFound() {
        assertThatThrownBy(() -> send(FROM, ANN, "other"))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
        assertThat(mailbox.all()).isEmpty();
    }

    @Test
    void unverifiedCustomMailFromDomainIsRefused() {
        mailbox.account().mailFromPending(true);

        assertThatThrownBy(() -> send(FROM, ANN, "reports"))
                .isInstanceOfSatisfying(
                        MailFromDomainNotVerifiedException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(400));
        mailbox.account().mailFromPending(false);
        send(FROM, ANN, "reports");
    }

    @Test
    void theSandboxSendsToVerifiedRecipientsAndTheSimulatorAlone() {
        mailbox.account().sandbox(true);

        assertThatThrownBy(() -> send(FROM, ANN, "reports"))
                .isInstanceOf(MessageRejectedException.class)
                .hasMessageContaining("failed the check in region US-EAST-1: " + ANN);
        send(FROM, "bob@example.org", "reports");
        send(FROM, "success@simulator.amazonses.com", "reports");
        mailbox.account().verify(ANN);
        send(FROM, ANN, "reports");
        assertThat(mailbox.all()).hasSize(3);
    }

    @Test
    void oneMailASecondAnd200In24Hours() {
        mailbox.account().quota(true);
        send(FROM, ANN, "reports");

        assertThatThrownBy(() -> send(FROM, ANN, "reports"))
                .isInstanceOfSatisfying(TooManyRequestsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(429);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Maximum sending rate exceeded.");
                });
        for (var sent = 1; sent < 200; sent++) {
            pass(Duration.ofSeconds(1));
            send(FROM, ANN, "reports");
        }
        pass(Duration.ofHours(1));
        assertThatThrownBy(() -> send(FROM, ANN, "reports")).isInstanceOfSatisfying(LimitExceededException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Daily message quota exceeded.");
        });
        pass(Duration.ofHours(23));
        send(FROM, ANN, "reports");
        assertThat(mailbox.to(ANN)).hasSize(201);
    }

    @Test
    void mailToASuppressedAddressIsAcceptedButNotDelivered() {
        var events = new ArrayList<String>();
        mailbox.reportTo(event -> events.add(event.get("detail-type") + " " + event.get("detail")));
        client.putSuppressedDestination(r -> r.emailAddress(ANN).reason(SuppressionListReason.COMPLAINT));

        assertThat(send(FROM, "Ann@example.net", "reports")).isNotBlank();
        assertThat(mailbox.all()).isEmpty();
        assertThat(events)
                .singleElement()
                .asString()
                .contains("Email Bounced", "Permanent", "OnAccountSuppressionList");
        assertThat(client.getSuppressedDestination(r -> r.emailAddress(ANN))
                        .suppressedDestination()
                        .reason())
                .isEqualTo(SuppressionListReason.COMPLAINT);

        client.deleteSuppressedDestination(r -> r.emailAddress(ANN));
        send(FROM, ANN, "reports");
        assertThat(mailbox.to(ANN)).hasSize(1);
        assertThatThrownBy(() -> client.deleteSuppressedDestination(r -> r.emailAddress(ANN)))
                .isInstanceOfSatisfying(
                        SesV2Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private String send(String from, String to, String configurationSet) {
        return client.sendEmail(r -> r.fromEmailAddress(from)
                        .configurationSetName(configurationSet)
                        .destination(d -> d.toAddresses(to))
                        .content(c -> c.simple(s -> s.subject(t -> t.data("x")).body(b -> b.text(t -> t.data("x"))))))
                .messageId();
    }
}
