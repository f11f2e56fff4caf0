package net.osmand.account.functions.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.aws.ses.MailRejectedException;
import net.osmand.account.aws.ses.SesMailer;
import net.osmand.account.aws.sqs.MailMessage;
import net.osmand.account.aws.sqs.SqsQueue;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.mail.SentMails;
import net.osmand.account.functions.events.mail.MailRenderer;
import net.osmand.account.lambda.EventDeadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue consumer that sends each mail once. Failed messages are delivered again and finally go to the dead-letter
 * queue. A mail that SES rejected is retried soon. If it is unknown whether a mail was sent, it waits for the queue's
 * visibility timeout.
 */
public final class SendMailFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(SendMailFunction.class);

    /**
     * Delays before a rejected mail is retried, by receive count. After these, the queue's visibility timeout applies.
     */
    private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(15), Duration.ofMinutes(1));

    private final SqsQueue queue;
    private final SentMails sentMails;
    private final MailSuppressions suppressions;
    private final SesMailer mailer;
    private final Clock clock;
    private final MailRenderer renderer = new MailRenderer();

    public SendMailFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public SendMailFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        queue = application.mailQueue();
        sentMails = application.sentMails();
        suppressions = application.mailSuppressions();
        mailer = application.mailer();
        clock = environment.clock();
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        try (var _ = EventDeadline.of(context)) {
            for (var message : event.getRecords()) {
                try {
                    send(message);
                } catch (RuntimeException failed) {
                    LOG.error("message {} was not sent", message.getMessageId(), failed);
                    failures.add(new BatchItemFailure(message.getMessageId()));
                }
            }
        }
        return new SQSBatchResponse(failures);
    }

    private void send(SQSMessage message) {
        var mail = MailMessage.read(message.getBody());
        try {
            send(mail);
        } catch (MailRejectedException refused) {
            sentMails.release(mail.id(), clock.millis());
            var received = Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
            if (received <= DELAYS.size()) {
                queue.retryAfter(message.getReceiptHandle(), DELAYS.get(received - 1));
            }
            throw refused;
        }
    }

    private void send(Mail mail) {
        if (clock.millis() >= mail.until()) {
            LOG.warn("{} was dropped, since it is of no use any more", mail);
            return;
        }
        switch (sentMails.claim(mail.id(), clock.millis())) {
            case SENT -> LOG.info("{} was sent before", mail);
            case IN_PROGRESS -> throw new IllegalStateException("another instance is sending this mail");
            case CLAIMED -> {
                if (maySend(mail)) {
                    var letter = renderer.write(mail);
                    mailer.send(mail.to(), letter.subject(), letter.text(), letter.html());
                    LOG.info("mail.sent {}", mail);
                }
                sentMails.markSent(mail.id(), clock.millis());
            }
        }
    }

    /**
     * Returns whether to send the mail. An address that bounced or complained gets codes that its user waits for, but
     * no notices, because SES counts bounces.
     */
    private boolean maySend(Mail mail) {
        var trouble = suppressions.find(mail.to());
        trouble.ifPresent(reported -> LOG.warn(
                "{} is for an address that {}, {}", mail, reported, mail.kind().isCode() ? "sent" : "dropped"));
        return trouble.isEmpty() || mail.kind().isCode();
    }
}
