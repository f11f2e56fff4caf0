package net.osmand.account.aws.sqs;

import net.osmand.account.mail.Mail;
import net.osmand.account.mail.Outbox;
import net.osmand.account.problem.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** The outbox as a queue, whose function sends the mails. */
public final class SqsOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SqsOutbox.class);

    private final SqsQueue queue;

    public SqsOutbox(SqsQueue queue) {
        this.queue = queue;
    }

    @Override
    public void send(Mail mail) {
        try {
            queue.send(MailMessage.write(mail));
        } catch (SdkException | Unavailable e) {
            if (mail.kind().isCode()) {
                throw e;
            }
            LOG.error("{} was not handed over", mail, e);
        }
    }
}
